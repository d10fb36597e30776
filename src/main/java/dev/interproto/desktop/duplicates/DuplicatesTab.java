package dev.interproto.desktop.duplicates;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.duplicate.DuplicateGroup;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.job.DuplicatesJob;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** Copies of images, identities that look like one person, and what is left out of the dataset. */
public final class DuplicatesTab implements DatasetTab {
    private final WorkbenchContext context;
    private final Messages messages;
    private Optional<DuplicatesViewModel> viewModel = Optional.empty();

    public DuplicatesTab(WorkbenchContext context) {
        this.context = context;
        this.messages = context.messages();
    }

    @Override
    public String title() {
        return messages.text("duplicates.title");
    }

    @Override
    public Node view(Host host) {
        DuplicatesViewModel model =
                new DuplicatesViewModel(
                        new DuplicatesJob(context.datasets().opening()),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        host::reopen);
        viewModel = Optional.of(model);
        TabPane sections =
                new TabPane(
                        section(
                                messages.text("duplicates.copies"),
                                new CopiesPane(context, model, host)),
                        section(
                                messages.text("duplicates.lookalikes"),
                                new LookalikesPane(context, model)),
                        section(
                                messages.text("duplicates.leftOutList"),
                                new LeftOutPane(context, model)));
        sections.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        return sections;
    }

    private static Tab section(String title, Node content) {
        return new Tab(title, content);
    }

    @Override
    public void show(Optional<Shown> dataset) {
        Optional<FaceDataset> now = dataset.map(shown -> shown.summary().dataset());
        viewModel.ifPresent(model -> model.show(now));
    }

    /** In words. */
    static String kind(DuplicateGroup.Kind kind, Messages messages) {
        return switch (kind) {
            case EXACT -> messages.text("duplicates.kind.exact");
            case NEAR -> messages.text("duplicates.kind.near");
            case MIRRORED -> messages.text("duplicates.kind.mirrored");
        };
    }
}
