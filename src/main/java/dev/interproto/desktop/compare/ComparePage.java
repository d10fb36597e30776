package dev.interproto.desktop.compare;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.job.ComparisonJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Two photographs: the same person or not, and how sure. */
public final class ComparePage implements Page {
    private static final String AUTO = "auto";

    private final Messages messages;
    private final HaarFinder finder;
    private final CompareViewModel viewModel;
    private final CompareController controller;
    private final PageModel model;
    private final Parent view;

    /** Compares with the run's own network. */
    public ComparePage(WorkbenchContext context) {
        this(context, home -> new RunComparer(ComparisonJob.open(home, "last", AUTO, AUTO)));
    }

    ComparePage(WorkbenchContext context, FaceComparer.Opener opener) {
        this.messages = context.messages();
        this.finder = new HaarFinder(messages);
        this.viewModel =
                new CompareViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        finder,
                        opener);
        this.model =
                new PageModel(messages.text("compare.title"), messages.text("compare.description"));
        this.controller = new CompareController(context, viewModel);
        this.view = load(controller, messages);
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
    public PageId id() {
        return PageId.COMPARE;
    }

    @Override
    public PageModel model() {
        return model;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public String help() {
        return messages.text("compare.help");
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

    private static Parent load(CompareController controller, Messages messages) {
        FXMLLoader loader =
                new FXMLLoader(ComparePage.class.getResource("compare.fxml"), messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
