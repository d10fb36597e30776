package dev.interproto.command;

import dev.interproto.training.LearningRateFinder;
import dev.interproto.training.Refinements;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingCheck;
import dev.interproto.workspace.job.TrainingJob;
import dev.interproto.workspace.job.TrainingRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto train}: trains a network, or goes on with one. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Train a network on a folder of faces. Ctrl+C stops after the batch with the state"
                        + " saved.")
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "folder with one folder an identity, or InsightFace's train.rec or its folder"
                            + " (needed unless --resume)")
    private Path data;

    @Option(names = "--age-labels", paramLabel = "FILE", description = "MTLFace list or CSV")
    private Path ageLabels;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "train on these identities only: a name a line (see: dataset split)")
    private Path identities;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "the run's name (needed unless --find-learning-rate)")
    private String run;

    @Mixin private WorkspaceOption workspace;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "where options not given come from: ${COMPLETION-CANDIDATES} (default: SMALL)")
    private TrainingPreset preset;

    @Option(
            names = "--backbone",
            paramLabel = "ID",
            description =
                    "mobilefacenet, ir-50, ir-100, ir-152, ir-se-50, ir-se-100, ir-se-152,"
                            + " ir-small")
    private String backbone;

    @Mixin private HeadOptions head = new HeadOptions();

    @Option(
            names = "--lambda-child",
            paramLabel = "L",
            description = "weight of the Inter-Prototype loss; 0 switches it off")
    private Double lambdaChild;

    @Mixin private InterPrototypeChoice interPrototype = new InterPrototypeChoice();

    @Option(names = "--child-age", paramLabel = "AGE", description = "below it: a child's image")
    private Integer childAge;

    @Option(
            names = "--child-filter",
            paramLabel = "N",
            description = "child images that make a child identity")
    private Integer childFilter;

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the data")
    private Integer epochs;

    @Option(
            names = "--milestones",
            paramLabel = "a,b,c",
            hideParamSyntax = true,
            split = ",",
            description = "epochs, from 0, at whose start the learning rate is divided by 10")
    private List<Integer> milestones;

    @Option(names = "--batch-size", paramLabel = "N", description = "images a step")
    private Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "R", description = "at the start")
    private Double learningRate;

    @Mixin private RefinementOptions refinements;

    @Option(names = "--seed", paramLabel = "S", description = "of everything random")
    private Long seed;

    @ArgGroup(
            exclusive = false,
            multiplicity = "0..*",
            heading =
                    "Test sets, evaluated after each epoch; give the two options once for each:%n")
    private List<TestSetOptions> testSets = new ArrayList<>();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private InitOption init = new InitOption();

    @Option(names = "--device", paramLabel = "ID", description = "auto, cpu or cuda")
    private Device device;

    @Option(
            names = "--precision",
            paramLabel = "ID",
            description =
                    "auto, float32 or bfloat16; auto takes bfloat16 where the processor multiplies"
                            + " it in hardware (default: auto; a resumed run keeps its own)")
    private String precision;

    @Option(names = "--resume", description = "go on with the run from its last checkpoint")
    private boolean resume;

    @Option(
            names = "--find-learning-rate",
            paramLabel = "FILE",
            description =
                    "train nothing: raise the learning rate from step to step until the loss runs"
                            + " away, suggest one, and write the curve to this CSV file and, beside"
                            + " it, to a PNG")
    private Path rateCurve;

    @Option(
            names = "--finder-steps",
            paramLabel = "N",
            defaultValue = "" + LearningRateFinder.USUAL_STEPS,
            description = "steps of that rise (default: ${DEFAULT-VALUE})")
    private int finderSteps;

    @Mixin private JsonOption json;

    TrainCommand(Console console) {
        this.console = console;
    }

    enum Device {
        AUTO,
        CPU,
        CUDA
    }

    /** Weights to start from. */
    static final class InitOption {
        @Option(
                names = "--init",
                paramLabel = "MODEL",
                description =
                        "start from the weights of this model of the shelf; its backbone is the"
                                + " default, its head is kept where it has as many identities")
        private String model;

        @Option(
                names = "--init-run",
                paramLabel = "NAME",
                description = "start from the weights of this run's last checkpoint")
        private String run;

        Optional<TrainingRequest.Init> request() {
            return model != null
                    ? Optional.of(TrainingRequest.Init.ofModel(model))
                    : Optional.ofNullable(run)
                            .map(name -> TrainingRequest.Init.ofRun(name, "last"));
        }
    }

    @Override
    public Integer call() {
        if (data == null && !resume) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Missing required option: '--data=DIR'");
        }
        if (resume && init.request().isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--init is for a new run: a resumed one has its weights");
        }
        if (run == null && rateCurve == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Missing required option: '--run=NAME'");
        }
        if (resume && rateCurve != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--find-learning-rate is for a new run");
        }
        Workspace opened = workspace.open();
        TrainingJob job = new TrainingJob(opened, request(opened));
        TrainingCheck check = job.check(console.progress());
        if (rateCurve != null) {
            check.warnings().forEach(warning -> console.note("warning: " + warning));
            new LearningRateOutput(console, rateCurve)
                    .print(job.findLearningRate(check, finderSteps, console.progress()), json);
            return 0;
        }
        TrainingControl control = new TrainingControl();
        RunFolder folder;
        try (StopOnInterrupt interrupt = new StopOnInterrupt(control, console)) {
            folder =
                    job.run(
                            check,
                            control,
                            new TrainingPrinter(console, check),
                            console.progress());
        }
        if (json.isAsked()) {
            console.printJson(folder.record());
        }
        if (folder.status() == RunStatus.FINISHED) {
            console.note("The run lies in " + folder.path() + ".");
            return 0;
        }
        console.note("Stopped with its state saved in " + folder.path() + ".");
        console.note("Go on with: interproto train --run \"" + run + "\" --resume");
        return 1;
    }

    private TrainingRequest request(Workspace opened) {
        if (resume) {
            TrainingRequest before = TrainingRequest.resuming(opened.run(run));
            return new TrainingRequest(
                    run,
                    applied(before.configuration()),
                    data == null ? before.data() : data,
                    ageLabels == null ? before.ageLabels() : Optional.of(ageLabels),
                    testSets.isEmpty() ? before.testSets() : requests(),
                    true,
                    before.init(),
                    identities == null ? before.identities() : Optional.of(identities));
        }
        TrainingPreset base = preset == null ? TrainingPreset.SMALL : preset;
        Optional<TrainingRequest.Init> start = init.request();
        TrainingConfiguration configuration = base.configuration();
        if (start.isPresent() && backbone == null) {
            backbone = TrainingJob.backboneOf(opened, start.get());
        }
        return new TrainingRequest(
                given(run, "learning rate"),
                applied(configuration),
                data,
                Optional.ofNullable(ageLabels),
                requests(),
                false,
                start,
                Optional.ofNullable(identities));
    }

    private List<TestSetRequest> requests() {
        return testSets.stream().map(set -> set.request(spec)).toList();
    }

    private TrainingConfiguration applied(TrainingConfiguration base) {
        int wantedEpochs = given(epochs, base.epochs());
        return base.toBuilder()
                .backbone(given(backbone, base.backbone()))
                .head(head.applied(base.head()))
                .lambdaChild(given(lambdaChild, base.lambdaChild()))
                .childAge(given(childAge, base.childAge()))
                .childFilter(given(childFilter, base.childFilter()))
                .epochs(wantedEpochs)
                .milestones(milestones == null ? fitted(base, wantedEpochs) : milestones)
                .batchSize(given(batchSize, base.batchSize()))
                .learningRate(given(learningRate, base.learningRate()))
                .seed(given(seed, base.seed()))
                .device(device == null ? base.device() : device.name().toLowerCase(Locale.ROOT))
                .precision(given(precision, base.precision()))
                .refinements(applied(base.refinements()))
                .build();
    }

    private Refinements applied(Refinements base) {
        return refinements
                .applied(base)
                .withInterPrototype(interPrototype.applied(base.interPrototype()));
    }

    /** Another number of epochs moves the preset's milestones along, a resumed run's stay. */
    private List<Integer> fitted(TrainingConfiguration base, int wantedEpochs) {
        if (resume || wantedEpochs == base.epochs()) {
            return base.milestones();
        }
        return base.milestones().stream()
                .map(m -> (int) Math.round((double) m * wantedEpochs / base.epochs()))
                .filter(m -> m > 0 && m < wantedEpochs)
                .distinct()
                .toList();
    }

    private static <T> T given(T option, T otherwise) {
        return option == null ? otherwise : option;
    }
}
