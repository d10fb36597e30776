package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.RunWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.kordamp.ikonli.feather.Feather;

/** Every run of the workspace, whoever trained it. */
public final class RunsPage implements Page {
    private final Messages messages;
    private final RunsViewModel viewModel;
    private final RunsController controller;
    private final PageModel model;
    private final Parent view;
    private final RunWatcher watcher;
    private final ExecutorService disk;

    public RunsPage(WorkbenchContext context) {
        this.messages = context.messages();
        this.disk =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread thread = new Thread(work, "run-curves");
                            thread.setDaemon(true);
                            return thread;
                        });
        this.viewModel =
                new RunsViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        disk,
                        Platform::runLater);
        this.model = new PageModel(messages.text("runs.title"), messages.text("runs.description"));
        this.controller = new RunsController(context, viewModel, model, this::lookNow);
        this.view = load();
        model.primaryActionProperty()
                .set(
                        Optional.of(
                                new PageAction(
                                        "open-run",
                                        messages.text("runs.open"),
                                        Feather.ACTIVITY,
                                        Bindings.size(viewModel.selected()).isEqualTo(1),
                                        controller::open)));
        viewModel.versionProperty().addListener((o, old, now) -> describe());
        watcher =
                new RunWatcher(
                        context.workspace(),
                        runs -> Platform.runLater(() -> viewModel.update(runs)));
    }

    @Override
    public PageId id() {
        return PageId.RUNS;
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
        return messages.text("runs.help");
    }

    @Override
    public void onShown(PageArgument argument) {
        if (argument instanceof PageArgument.OfRun run) {
            controller.select(run.run());
        }
    }

    @Override
    public void close() {
        watcher.close();
        disk.shutdownNow();
    }

    private void lookNow() {
        watcher.lookNow();
    }

    private void describe() {
        long live = viewModel.rows().stream().filter(RunRow::isLive).count();
        String count = Formats.count(viewModel.rows().size());
        model.descriptionProperty()
                .set(
                        viewModel.rows().isEmpty()
                                ? messages.text("runs.description")
                                : live == 0
                                        ? messages.text("runs.description.of", count)
                                        : messages.text("runs.description.live", count, live));
    }

    private Parent load() {
        FXMLLoader loader =
                new FXMLLoader(RunsPage.class.getResource("runs.fxml"), messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
