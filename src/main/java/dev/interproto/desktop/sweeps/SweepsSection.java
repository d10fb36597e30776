package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunsSection;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.training.TrainingThread;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** Sweeps: many trainings as one plan, and what they compare. */
public final class SweepsSection implements RunsSection {
    /** Cells last minutes; commands may change the folders too. */
    private static final Duration LOOK = Duration.seconds(2);

    private final Messages messages;
    private final TrainingThread thread;
    private final SweepsViewModel viewModel;
    private final SweepsPane pane;
    private final ExecutorService disk;
    private final Timeline timer;

    /**
     * @param thread trains the cells; the training page shows them as it shows every training
     */
    public SweepsSection(WorkbenchContext context, TrainingThread thread) {
        this.messages = context.messages();
        this.thread = thread;
        this.disk =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread reader = new Thread(work, "sweep-reader");
                            reader.setDaemon(true);
                            return reader;
                        });
        this.viewModel =
                new SweepsViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        thread::train,
                        disk,
                        Platform::runLater);
        this.pane = new SweepsPane(context, viewModel, thread::call);
        timer = new Timeline(new KeyFrame(LOOK, e -> viewModel.refresh()));
        timer.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    public String id() {
        return "sweeps";
    }

    @Override
    public String title() {
        return messages.text("sweeps.title");
    }

    @Override
    public String tip() {
        return messages.text("sweeps.tip");
    }

    @Override
    public String description() {
        return messages.text("sweeps.description");
    }

    @Override
    public PageAction primaryAction() {
        return new PageAction(
                "new-sweep",
                messages.text("sweeps.new"),
                Feather.PLUS,
                new SimpleBooleanProperty(true),
                pane::setUp);
    }

    @Override
    public Node view() {
        return pane;
    }

    @Override
    public void shown() {
        viewModel.refresh();
        timer.play();
    }

    @Override
    public void hidden() {
        timer.stop();
    }

    @Override
    public void close() {
        timer.stop();
        viewModel.close();
        thread.close();
        disk.shutdownNow();
    }
}
