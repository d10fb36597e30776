package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.DatasetFingerprint;
import dev.interproto.training.CheckpointStore;
import dev.interproto.training.LearningRateFinder;
import dev.interproto.training.Trainer;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;
import dev.interproto.training.TrainingTask;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.KnownDatasets;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunSession;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trains a network into a run folder, or goes on with one. Everything is checked before the first
 * file is written; the calling thread trains.
 */
public final class TrainingJob {
    private final Workspace workspace;
    private final TrainingRequest request;
    private final Learner learner;

    public TrainingJob(Workspace workspace, TrainingRequest request) {
        this(workspace, request, TrainingJob::learn);
    }

    TrainingJob(Workspace workspace, TrainingRequest request, Learner learner) {
        this.workspace = workspace;
        this.request = request;
        this.learner = learner;
    }

    /**
     * Opens the data and looks for what would make the training fail or disappoint.
     *
     * @throws UserFacingException where the training cannot start
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public TrainingCheck check(Progress progress) {
        return Preflight.check(new DatasetOpening(workspace), request, init(), progress);
    }

    /** As {@link #run(TrainingCheck, TrainingControl, TrainingListener, Progress)}. */
    public RunFolder run(TrainingControl control, TrainingListener listener, Progress progress) {
        return run(check(progress), control, listener, progress);
    }

    /**
     * Trains.
     *
     * @param check what {@link #check} gave
     * @param control the person's hand on it
     * @param listener told everything, on this thread
     * @param progress of the preparation only
     * @return the run; its record says whether it finished or was stopped
     * @throws UserFacingException where it cannot start, or broke (the run is then marked failed
     *     and can be resumed from its last checkpoint)
     */
    public RunFolder run(
            TrainingCheck check,
            TrainingControl control,
            TrainingListener listener,
            Progress progress) {
        RunRecord.DataReference data = reference(check, progress);
        Optional<EmbeddingModel> init = init();
        RunFolder run = request.resume() ? continued(data) : workspace.createRun(request.run());
        RunRecord record =
                request.resume()
                        ? RunRecords.continued(run.record(), request, check)
                        : RunRecords.begun(request, check, data, init);
        rememberData(check);
        try (RunSession recording = RunSession.begin(run, record)) {
            check.warnings()
                    .forEach(text -> recording.on(new TrainingEvent.Warning(record.step(), text)));
            train(check, run, init, recording, control, listener);
            return run;
        }
    }

    /**
     * Looks for a learning rate with this training's network and data. Leaves nothing behind.
     *
     * @param check what {@link #check} gave
     * @param steps of the rise
     */
    public LearningRateFinder.Result findLearningRate(
            TrainingCheck check, int steps, Progress progress) {
        return new LearningRateFinder(
                        check.dataset(),
                        request.configuration(),
                        init().flatMap(EmbeddingModel::weights),
                        steps)
                .run(progress);
    }

    /**
     * The model it starts from.
     *
     * @return empty for fresh weights, and where the run goes on from a checkpoint
     * @throws UserFacingException where there is no such model, or it is no backbone
     */
    private Optional<EmbeddingModel> init() {
        boolean goesOn =
                request.resume()
                        && workspace
                                .findRun(request.run())
                                .flatMap(run -> new CheckpointStore(run.checkpoints()).last())
                                .isPresent();
        return goesOn ? Optional.empty() : request.init().map(this::open);
    }

    private EmbeddingModel open(TrainingRequest.Init init) {
        return open(workspace, init);
    }

    /**
     * The backbone a training must have that starts from a model.
     *
     * @return id of {@link dev.interproto.network.Backbone}
     * @throws UserFacingException where there is no such model, or it is no backbone
     */
    public static String backboneOf(Workspace workspace, TrainingRequest.Init init) {
        return EmbeddingModel.weightsOf(open(workspace, init), "trained on").backbone().id();
    }

    private static EmbeddingModel open(Workspace workspace, TrainingRequest.Init init) {
        EmbeddingModel model =
                init.checkpoint().isPresent()
                        ? EmbeddingModel.open(
                                workspace.run(init.name()),
                                init.checkpoint().get(),
                                Optional.empty())
                        : EmbeddingModel.open(
                                new ModelShelf(workspace).folder(init.name()),
                                RunModel.LAST,
                                Optional.empty());
        EmbeddingModel.weightsOf(model, "trained on");
        return model;
    }

    /** So that the desktop lists what was trained by command. */
    private void rememberData(TrainingCheck check) {
        Path root = absolute(check.dataset().root());
        KnownDatasets known = workspace.datasets();
        List<KnownDataset> all = known.list();
        if (all.stream().anyMatch(dataset -> absolute(dataset.root()).equals(root))) {
            return;
        }
        known.add(
                new KnownDataset(
                        freeName(check.dataset().name(), root, all),
                        root,
                        request.ageLabels().map(TrainingJob::absolute),
                        request.testSets().stream()
                                .map(
                                        set ->
                                                new TestSetRequest(
                                                        absolute(set.pairs()),
                                                        absolute(set.images())))
                                .toList()));
    }

    /** Two datasets of one name are told apart by the folders they lie in, else by their paths. */
    private static String freeName(String name, Path root, List<KnownDataset> known) {
        List<String> taken = known.stream().map(KnownDataset::name).toList();
        return Stream.concat(
                        Stream.of(name),
                        Stream.ofNullable(root.getParent())
                                .map(Path::getFileName)
                                .filter(Objects::nonNull)
                                .map(parent -> name + " (" + parent + ")"))
                .filter(wanted -> !taken.contains(wanted))
                .findFirst()
                .orElse(name + " (" + root + ")");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void train(
            TrainingCheck check,
            RunFolder run,
            Optional<EmbeddingModel> init,
            RunSession recording,
            TrainingControl control,
            TrainingListener listener) {
        boolean[] ended = {false};
        long[] step = {0};
        TrainingListener both =
                event -> {
                    step[0] = event.step();
                    ended[0] |=
                            event instanceof TrainingEvent.Finished
                                    || event instanceof TrainingEvent.Failed;
                    recording.on(event);
                    listener.on(event);
                };
        try {
            learner.train(request, check, run, init, control, both);
        } catch (UserFacingException e) {
            if (!ended[0]) {
                both.on(new TrainingEvent.Failed(step[0], e.what(), e.meaning(), e.remedy()));
            }
            throw e;
        } catch (RuntimeException | Error e) {
            if (!ended[0]) {
                both.on(
                        new TrainingEvent.Failed(
                                step[0],
                                "The training broke: " + e + ".",
                                "What was learned since the last checkpoint is lost.",
                                "Resume the run; the details are in the log."));
            }
            throw e;
        }
    }

    private static void learn(
            TrainingRequest request,
            TrainingCheck check,
            RunFolder run,
            Optional<EmbeddingModel> init,
            TrainingControl control,
            TrainingListener listener) {
        new Trainer(
                        new TrainingTask(
                                check.dataset(),
                                request.configuration(),
                                check.testSets(),
                                new CheckpointStore(run.checkpoints()),
                                request.resume(),
                                init.flatMap(EmbeddingModel::weights)))
                .run(control, listener);
    }

    private RunRecord.DataReference reference(TrainingCheck check, Progress progress) {
        return new RunRecord.DataReference(
                workspace.datasets().list().stream()
                        .filter(known -> known.root().equals(check.dataset().root()))
                        .map(KnownDataset::name)
                        .findFirst()
                        .orElse(check.dataset().name()),
                request.data().toAbsolutePath().normalize().toString(),
                request.ageLabels()
                        .map(file -> file.toAbsolutePath().normalize().toString())
                        .orElse(""),
                DatasetFingerprint.of(check.dataset(), progress),
                check.dataset().size(),
                check.dataset().identityCount(),
                check.childIdentities().size(),
                check.dataset().leftOut(),
                check.dataset().ageCounts().getOrDefault(AgeSource.EDITED, 0),
                check.dataset().ageCounts().getOrDefault(AgeSource.ESTIMATED, 0),
                request.identities().map(file -> absolute(file).toString()));
    }

    private RunFolder continued(RunRecord.DataReference data) {
        RunFolder run = workspace.run(request.run());
        RunRecord record = run.record();
        if (!record.data().fingerprint().equals(data.fingerprint())) {
            throw new UserFacingException(
                    "The dataset "
                            + data.root()
                            + " is not what the run \""
                            + run.name()
                            + "\" was trained on: "
                            + data.images()
                            + " images of "
                            + data.identities()
                            + " identities instead of "
                            + record.data().images()
                            + " of "
                            + record.data().identities()
                            + ", or others.",
                    "Its prototypes would belong to other identities.",
                    "Resume with the folder as it was ("
                            + record.data().root()
                            + "), or start a"
                            + " new run.");
        }
        if (!RunRecords.canContinue(record.configuration(), request.configuration())) {
            throw new UserFacingException(
                    "The run \"" + run.name() + "\" was begun with another configuration.",
                    "Resuming may change the epochs, the milestones, the device and the precision,"
                            + " nothing else.",
                    "Leave the other options away, or start a new run.");
        }
        requireSameAges(record, record.data(), data);
        if (run.status() == RunStatus.FINISHED
                && record.epochsDone() >= request.configuration().epochs()) {
            throw new UserFacingException(
                    "The run \"" + run.name() + "\" is finished already.",
                    "All its " + record.epochsDone() + " epochs are done.",
                    "Ask for more epochs with --epochs, or start a new run.");
        }
        return run;
    }

    /**
     * The checkpoint's own check compares who the children are, and every age where the training
     * depends on it; this one knows how many were changed by hand, before the run is touched.
     */
    private static void requireSameAges(
            RunRecord before, RunRecord.DataReference data, RunRecord.DataReference now) {
        boolean sameChildren = data.childIdentities() == now.childIdentities();
        boolean learns = before.configuration().head().learnsFromAges();
        if (ages(data).equals(ages(now)) || sameChildren && !learns) {
            return;
        }
        throw new UserFacingException(
                sameChildren
                        ? "The ages that the run \""
                                + before.name()
                                + "\" learns from have changed."
                        : "The dataset of the run \""
                                + before.name()
                                + "\" has "
                                + now.childIdentities()
                                + " child identities now, it had "
                                + data.childIdentities()
                                + ".",
                "Ages were changed since: "
                        + ages(data)
                        + " then, "
                        + ages(now)
                        + " now. "
                        + (sameChildren
                                ? "The rest of the training would learn something else."
                                : "The Inter-Prototype loss would push other prototypes apart."),
                "Bring the ages back (interproto dataset ages undo, or remove the estimates), or"
                        + " start a new run.");
    }

    private static String ages(RunRecord.DataReference data) {
        return data.editedAges() + " set and " + data.estimatedAges() + " estimated";
    }

    /** The run of that name, where it exists and can be resumed. */
    public static Optional<RunFolder> resumable(Workspace workspace, String name) {
        return workspace
                .findRun(name)
                .filter(run -> run.status() != RunStatus.FINISHED && !run.isBeingTrained());
    }
}
