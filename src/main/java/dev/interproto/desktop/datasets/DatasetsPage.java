package dev.interproto.desktop.datasets;

import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.desktop.alignment.AlignmentView;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/** Folders of faces: opened, looked at, and handed on to training. */
public final class DatasetsPage extends Page {
    private final WorkbenchContext context;
    private final DatasetsViewModel viewModel;
    private final DatasetsController controller;
    private final AlignmentView view;

    /**
     * @param tabs shown beside the overview, in this order
     */
    public DatasetsPage(WorkbenchContext context, List<DatasetTab> tabs) {
        this(context, tabs, DemoFacesOptions.defaults());
    }

    DatasetsPage(WorkbenchContext context, List<DatasetTab> tabs, DemoFacesOptions demoOptions) {
        super(PageId.DATASETS, context.messages());
        this.context = context;
        this.viewModel =
                new DatasetsViewModel(
                        context.workspace(),
                        context.datasets(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        demoOptions);
        this.controller = new DatasetsController(context, viewModel, model, tabs);
        this.view = new AlignmentView(context, model, load("datasets.fxml", controller));
        controller.onAlign(() -> view.open(Optional.empty()));
        viewModel.figuresProperty().addListener((o, old, now) -> describe(now));
        model.primaryActionProperty()
                .set(
                        Optional.of(
                                new PageAction(
                                        "train-on-dataset",
                                        messages.text("datasets.train"),
                                        Feather.PLAY,
                                        Bindings.createBooleanBinding(
                                                () -> viewModel.figuresProperty().get().isPresent(),
                                                viewModel.figuresProperty()),
                                        this::train)));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.refresh();
        if (argument instanceof PageArgument.ToAlign align) {
            view.open(align.photographs());
            return;
        }
        if (!(argument instanceof PageArgument.None)) {
            view.close();
        }
        if (argument instanceof PageArgument.OfDataset dataset) {
            viewModel.selectedRootProperty().set(Optional.of(dataset.root()));
        } else if (argument instanceof PageArgument.OfIdentity identity) {
            viewModel.selectedRootProperty().set(Optional.of(identity.root()));
            controller.showIdentity(identity.identity());
        } else if (argument instanceof PageArgument.OfFiles files) {
            controller.guarded(() -> viewModel.take(files.files()));
        }
    }

    private void describe(Optional<DatasetFigures> figures) {
        model.descriptionProperty()
                .set(
                        figures.map(
                                        f ->
                                                messages.text(
                                                        "datasets.description.of",
                                                        viewModel
                                                                .selected()
                                                                .map(e -> e.known().name())
                                                                .orElse(""),
                                                        Formats.count(f.images()),
                                                        Formats.count(f.identities())))
                                .orElse(messages.text("datasets.description")));
    }

    private void train() {
        viewModel
                .selectedRootProperty()
                .get()
                .ifPresent(
                        root ->
                                context.navigation()
                                        .open(
                                                PageId.TRAINING,
                                                new PageArgument.OfDataset(
                                                        root, viewModel.rule())));
    }
}
