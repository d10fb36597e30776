package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Which of the two faces the training page shows, and what begins and ends a training. */
final class TrainingViewModel implements AutoCloseable {
    private final Workspace workspace;

    private final Notifications notifications;
    private final Messages messages;
    private final TrainingThread thread;
    private final SetupViewModel setup;
    private final RunViewModel run;
    private final Consumer<TrainingSession> announce;
    private final ReadOnlyBooleanWrapper showsRun = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper training = new ReadOnlyBooleanWrapper(false);

    /**
     * @param announce told of each training that begins, as for the list of tasks
     */
    TrainingViewModel(
            Workspace workspace,
            Notifications notifications,
            Messages messages,
            TrainingThread thread,
            SetupViewModel setup,
            RunViewModel run,
            Consumer<TrainingSession> announce) {
        this.workspace = workspace;

        this.notifications = notifications;
        this.messages = messages;
        this.thread = thread;
        this.setup = setup;
        this.run = run;
        this.announce = announce;
    }

    SetupViewModel setup() {
        return setup;
    }

    RunViewModel run() {
        return run;
    }

    /** Whether a run is shown; else one is being set up. */
    ReadOnlyBooleanProperty showsRunProperty() {
        return showsRun.getReadOnlyProperty();
    }

    /** Whether this window trains now. */
    ReadOnlyBooleanProperty trainingProperty() {
        return training.getReadOnlyProperty();
    }

    /** Called by the page's timer, 5 to 10 times a second, whether the page is in front or not. */
    void tick() {
        setup.tick();
        boolean before = training.get();
        training.set(thread.running().isPresent());
        run.tick();
        if (before && !training.get()) {
            setup.refresh();
        }
    }

    /** Begins what is set up; nothing while it is incomplete or another training goes on. */
    void train() {
        setup.request().ifPresent(this::start);
    }

    /** Goes on with a run from its last checkpoint. */
    void resume(String name) {
        try {
            start(TrainingRequest.resuming(workspace.run(name)));
        } catch (RuntimeException e) {
            notifications.failure(messages.text("training.resume"), e);
        }
    }

    /** Shows a run of the workspace; the one this window trains, live. */
    void open(String name) {
        Optional<TrainingSession> own = thread.running().filter(s -> s.run().equals(name));
        if (own.isPresent()) {
            showRunning();
            return;
        }
        Optional<RunFolder> folder = workspace.findRun(name);
        if (folder.isPresent()) {
            run.show(folder.get());
            showsRun.set(true);
        }
    }

    /** Shows the training of this window, where there is one. */
    void showRunning() {
        Optional<TrainingSession> own = thread.running();
        if (own.isPresent()) {
            if (!run.session().equals(own)) {
                run.show(own.get());
            }
            showsRun.set(true);
        }
    }

    /** Shows the form. */
    void setUp() {
        setup.refresh();
        showsRun.set(false);
    }

    /** Sets up the same training with another weight of the Inter-Prototype loss. */
    void setUpAgain(double lambda) {
        try {
            run.record().ifPresent(record -> setUpAs(workspace.run(record.name()), lambda));
        } catch (RuntimeException e) {
            notifications.failure(messages.text("training.title"), e);
        }
    }

    private void setUpAs(RunFolder run, double lambda) {
        TrainingRequest before = TrainingRequest.resuming(run);
        setup.fill(
                new TrainingRequest(
                        before.run(),
                        before.configuration().withLambdaChild(lambda),
                        before.data(),
                        before.ageLabels(),
                        before.testSets(),
                        false,
                        before.init(),
                        before.identities()));
        showsRun.set(false);
    }

    void pauseOrResume() {
        thread.running()
                .ifPresent(
                        session -> {
                            if (session.control().isPaused()) {
                                session.control().resume();
                            } else {
                                session.control().pause();
                            }
                        });
    }

    /** Ends the training after the current batch, with its state saved. */
    void stop() {
        thread.running().ifPresent(session -> session.control().stop());
    }

    @Override
    public void close() {
        thread.close();
    }

    private void start(TrainingRequest request) {
        if (thread.running().isPresent()) {
            return;
        }
        setup.stopMeasuring();
        TrainingSession session = thread.start(request);
        training.set(true);
        run.show(session);
        showsRun.set(true);
        announce.accept(session);
    }
}
