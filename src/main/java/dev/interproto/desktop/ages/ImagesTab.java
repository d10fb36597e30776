package dev.interproto.desktop.ages;

import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.Optional;
import javafx.scene.Node;

/** All images of the dataset in view, with their ages to be edited. */
final class ImagesTab implements DatasetTab {
    private final WorkbenchContext context;
    private final AgeWork work;
    private Optional<ImagesViewModel> viewModel = Optional.empty();

    ImagesTab(WorkbenchContext context, AgeWork work) {
        this.context = context;
        this.work = work;
    }

    @Override
    public String title() {
        return context.messages().text("images.title");
    }

    @Override
    public Node view(Host host) {
        ImagesViewModel model =
                new ImagesViewModel(
                        context.tasks(), work, context.messages(), host.childAge(), host::changed);
        viewModel = Optional.of(model);
        return new ImagesPane(context, model);
    }

    @Override
    public void show(Optional<Shown> dataset) {
        viewModel.ifPresent(model -> model.show(dataset));
    }
}
