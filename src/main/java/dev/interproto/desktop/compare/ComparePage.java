package dev.interproto.desktop.compare;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.job.ComparisonJob;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Two photographs: the same person or not, and how sure. */
public final class ComparePage extends Page {
    private static final String AUTO = "auto";

    private final DetectorFinder finder;
    private final CompareViewModel viewModel;
    private final CompareController controller;
    private final Parent view;

    /** Compares with the run's own network. */
    public ComparePage(WorkbenchContext context) {
        this(
                context,
                home ->
                        new RunComparer(
                                ComparisonJob.open(home, "last", AUTO, AUTO, Optional.empty())));
    }

    ComparePage(WorkbenchContext context, FaceComparer.Opener opener) {
        super(PageId.COMPARE, context.messages());
        this.finder = new DetectorFinder(messages, () -> DetectorChoice.of(context.preferences()));
        this.viewModel =
                new CompareViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        finder,
                        opener);
        this.controller = new CompareController(context, viewModel);
        this.view = load("compare.fxml", controller);
        HBox extra =
                new HBox(
                        8,
                        new RunChooser(viewModel.runs(), messages),
                        button(
                                "swap",
                                Feather.REPEAT,
                                "compare.swap",
                                "compare.swap.tip",
                                viewModel::swap),
                        button(
                                "clear",
                                Feather.TRASH_2,
                                "compare.clear",
                                "compare.clear.tip",
                                viewModel::clear));
        extra.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        model.headerExtraProperty().set(Optional.of(extra));
    }

    private Button button(String id, Ikon icon, String key, String tip, Runnable action) {
        Button button = new Button(messages.text(key), Icons.of(icon));
        button.setId("compare-" + id);
        button.setTooltip(new Tooltip(messages.text(tip)));
        button.setOnAction(e -> action.run());
        return button;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.runs().refresh(argument);
        if (argument instanceof PageArgument.OfFiles files) {
            controller.take(files.files());
        }
    }

    @Override
    public void close() {
        viewModel.close();
        finder.close();
    }
}
