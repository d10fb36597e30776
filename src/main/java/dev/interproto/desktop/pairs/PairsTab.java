package dev.interproto.desktop.pairs;

import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.DropHandler;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/** The pair lists of the dataset in view. */
public final class PairsTab implements DatasetTab {
    private final WorkbenchContext context;
    private final PairsViewModel viewModel;
    private Optional<Node> view = Optional.empty();

    public PairsTab(WorkbenchContext context) {
        this.context = context;
        this.viewModel =
                new PairsViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        context.messages());
    }

    @Override
    public String title() {
        return context.messages().text("pairs.title");
    }

    @Override
    public Node view(Host host) {
        PairsView made = new PairsView(context, viewModel, host);
        view = Optional.of(made);
        return made;
    }

    @Override
    public void show(Optional<Shown> dataset) {
        viewModel.show(dataset);
    }

    /** Takes a pair list that is dropped while the tab is in view; at other times others do. */
    public DropHandler drops() {
        return new DropHandler() {
            @Override
            public PageId page() {
                return PageId.DATASETS;
            }

            @Override
            public Optional<String> offer(List<Path> files) {
                boolean mine =
                        files.size() == 1 && isInView() && FileNames.isPairList(files.get(0));
                return mine
                        ? Optional.of(
                                context.messages().text("pairs.drop", files.get(0).getFileName()))
                        : Optional.empty();
            }

            @Override
            public void accept(List<Path> files) {
                viewModel.open(files.get(0));
            }
        };
    }

    private boolean isInView() {
        return view.filter(node -> node.getScene() != null && isShown(node)).isPresent();
    }

    /** A tab that is not selected, or a page behind another, has an invisible ancestor. */
    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
