package dev.interproto.desktop.training;

import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** A run is set up, or watched. */
public final class TrainingPage extends Page {
    /** Six to seven times a second: quick to the eye, little to the machine. */
    private static final Duration TICK = Duration.millis(150);

    private final WorkbenchContext context;
    private final TrainingViewModel viewModel;
    private final StackPane view = new StackPane();
    private final SetupController setupController;
    private final RunController runController;
    private final ExecutorService disk;
    private final Timeline timer;
    private boolean shownBefore;

    TrainingPage(WorkbenchContext context, Learning learning) {
        this(context, new TrainingThread(learning));
    }

    /**
     * @param thread that trains; others of the window may use it too
     */
    public TrainingPage(WorkbenchContext context, TrainingThread thread) {
        super(PageId.TRAINING, context.messages());
        this.context = context;
        this.disk =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread follower = new Thread(work, "run-follower");
                            follower.setDaemon(true);
                            return follower;
                        });
        this.viewModel =
                new TrainingViewModel(
                        context.workspace(),
                        context.notifications(),
                        messages,
                        thread,
                        new SetupViewModel(
                                context.workspace(),
                                context.tasks(),
                                messages,
                                context.datasets(),
                                CostMeasurement.on(thread),
                                RateSearch.on(thread, context.workspace())),
                        new RunViewModel(context.workspace(), disk, Platform::runLater),
                        this::announce);
        this.setupController = new SetupController(context, viewModel.setup());
        this.runController = new RunController(context, viewModel);
        Node form = load("setup.fxml", setupController);
        Node run = load("run.fxml", runController);
        form.visibleProperty().bind(viewModel.showsRunProperty().not());
        run.visibleProperty().bind(viewModel.showsRunProperty());
        view.getChildren().addAll(form, run);
        viewModel.showsRunProperty().addListener((o, old, now) -> header());
        viewModel.trainingProperty().addListener((o, old, now) -> header());
        viewModel.run().viewProperty().addListener((o, old, now) -> describe());
        header();
        timer = new Timeline(new KeyFrame(TICK, e -> tick()));
        timer.setCycleCount(Animation.INDEFINITE);
        timer.play();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.setup().refresh();
        if (argument instanceof PageArgument.OfRun run) {
            viewModel.open(run.run());
        } else if (argument instanceof PageArgument.ToResume run) {
            viewModel.open(run.run());
            viewModel.resume(run.run());
        } else if (argument instanceof PageArgument.OfModel of) {
            viewModel.setUp();
            viewModel.setup().start().choose(of.model());
        } else if (argument instanceof PageArgument.OfDataset dataset) {
            guarded(
                    () -> {
                        viewModel.setUp();
                        viewModel.setup().data().choose(dataset.root());
                        viewModel.setup().chooseRule(dataset.rule());
                        viewModel.setup().data().identitiesProperty().set(dataset.identities());
                    });
        } else if (argument instanceof PageArgument.OfFiles files) {
            viewModel.setUp();
            files.files().forEach(file -> guarded(() -> take(file)));
        } else if (!shownBefore) {
            viewModel.showRunning();
        }
        shownBefore = true;
        header();
    }

    @Override
    public void close() {
        timer.stop();
        viewModel.close();
        disk.shutdownNow();
    }

    private void tick() {
        viewModel.tick();
        runController.draw();
    }

    /** Lets the status bar and the task list show the training. */
    private void announce(TrainingSession session) {
        context.tasks()
                .run(
                        new BackgroundTask<Void>(
                                messages.text("training.task", session.run()),
                                progress -> {
                                    session.accompany(progress);
                                    return null;
                                }));
    }

    private void take(Path file) {
        if (Files.isDirectory(file) || RecordDataset.find(file).isPresent()) {
            viewModel.setup().data().choose(file);
        } else {
            setupController.addTestSet(file);
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            context.notifications().failure(messages.text("training.title"), e);
        }
    }

    private void header() {
        describe();
        if (viewModel.showsRunProperty().get()) {
            model.headerExtraProperty().set(Optional.of(runController.controls()));
            model.primaryActionProperty()
                    .set(
                            Optional.of(
                                    new PageAction(
                                            "new-training",
                                            messages.text("training.new"),
                                            Feather.PLUS,
                                            new SimpleBooleanProperty(true),
                                            viewModel::setUp)));
            return;
        }
        model.headerExtraProperty()
                .set(
                        viewModel.trainingProperty().get()
                                ? Optional.of(showRunning())
                                : Optional.empty());
        model.primaryActionProperty()
                .set(
                        Optional.of(
                                new PageAction(
                                        "train",
                                        messages.text("training.train"),
                                        Feather.PLAY,
                                        viewModel
                                                .setup()
                                                .readyProperty()
                                                .and(viewModel.trainingProperty().not()),
                                        viewModel::train)));
    }

    private Node showRunning() {
        Button button =
                new Button(messages.text("training.showRunning"), Icons.of(Feather.ACTIVITY));
        button.setId("show-running");
        button.setOnAction(e -> viewModel.showRunning());
        return button;
    }

    private void describe() {
        Optional<RunView> shown =
                viewModel.showsRunProperty().get()
                        ? viewModel.run().viewProperty().get()
                        : Optional.empty();
        model.descriptionProperty()
                .set(
                        shown.map(
                                        run ->
                                                messages.text(
                                                        "training.description.run",
                                                        run.name(),
                                                        RunTexts.backbone(
                                                                run.configuration().backbone()),
                                                        RunTexts.method(run.configuration()),
                                                        run.dataset()))
                                .orElse(
                                        messages.text(
                                                viewModel.trainingProperty().get()
                                                        ? "training.description.busy"
                                                        : "training.description")));
    }
}
