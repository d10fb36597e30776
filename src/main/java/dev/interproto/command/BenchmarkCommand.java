package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.Augmentation;
import dev.interproto.training.Benchmark;
import dev.interproto.training.BenchmarkReport;
import dev.interproto.training.BenchmarkRequest;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.LoaderBenchmark;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto benchmark}: how fast the program is on this machine. */
@Command(
        name = "benchmark",
        subcommands = {
            BenchmarkDetectorCommand.class,
            BenchmarkIndexCommand.class,
            BenchmarkTsneCommand.class
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measure images a second, memory and the share of convolutions: of training, of"
                    + " embedding, of the loss over many identities, or of reading images; or how"
                    + " exact a face detector is; or how fast large datasets open; or how long a"
                    + " map by t-SNE takes.")
final class BenchmarkCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1 << 20;

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            description =
                    "train, infer, head or loader; detector, index and tsne have their own"
                            + " options, below")
    private BenchmarkRequest.Kind kind;

    @Option(
            names = "--backbone",
            paramLabel = "ID",
            defaultValue = "mobilefacenet",
            description = "of train and infer (default: mobilefacenet)")
    private String backbone;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "images a step (default: 64)")
    private int batchSize;

    @Mixin private ArithmeticOptions arithmetic = new ArithmeticOptions();

    @Mixin private HeadOptions head = new HeadOptions();

    @Mixin private AugmentOption augment = new AugmentOption();

    @Option(
            names = "--identities",
            paramLabel = "C",
            defaultValue = "1000",
            description = "prototypes of train and head (default: 1000)")
    private int identities;

    @Option(
            names = "--partial-fc",
            paramLabel = "R",
            defaultValue = "1",
            description =
                    "share of the identities that a step of train and head uses (default: 1, all)")
    private double partialFc;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "10",
            description = "measured steps, after a warm-up (default: 10)")
    private int steps;

    @Option(names = "--profile", description = "also print the time by operation")
    private boolean profile;

    @Mixin private JsonOption json;

    BenchmarkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (kind == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "Name what to measure: train, infer, head, loader, detector,"
                            + " index or tsne.");
        }
        BenchmarkRequest request =
                new BenchmarkRequest(
                        kind,
                        backbone,
                        batchSize,
                        arithmetic.device(),
                        arithmetic.precision(),
                        identities,
                        head.applied(HeadConfiguration.ARCFACE),
                        partialFc,
                        steps);
        List<BenchmarkReport> reports =
                kind == BenchmarkRequest.Kind.LOADER
                        ? new LoaderBenchmark(request, augment.applied(Augmentation.NONE))
                                .run(console.progress())
                        : List.of(new Benchmark(request).run(console.progress()));
        json.print(console, () -> asJson(reports), () -> reports.forEach(this::print));
        return 0;
    }

    /** The loader's second report, with all threads, goes into fields of the first. */
    private ObjectNode asJson(List<BenchmarkReport> reports) {
        ObjectNode node = Json.mapper().valueToTree(reports.get(0));
        if (!profile) {
            node.remove("operations");
        }
        if (kind == BenchmarkRequest.Kind.LOADER) {
            BenchmarkReport all = reports.get(reports.size() - 1);
            node.put("images_per_second_all_threads", all.imagesPerSecond());
            node.put("all_threads", all.threads());
        }
        return node;
    }

    private void print(BenchmarkReport r) {
        String what = r.backbone().isEmpty() ? r.kind() : r.kind() + " " + r.backbone();
        String sampled = partialFc < 1 ? " (Partial FC " + partialFc + ")" : "";
        String prototypes =
                r.identities() > 0 ? ", " + r.identities() + " identities" + sampled : "";
        console.print(
                "%s, batch %d%s, %d thread%s",
                what, r.batchSize(), prototypes, r.threads(), r.threads() == 1 ? "" : "s");
        console.print("arithmetic     %s; %s", r.precision(), r.kernels());
        console.print(
                "images/s       %.1f (median of %d; %.1f to %.1f)",
                r.imagesPerSecond(), r.steps(), r.imagesPerSecondMin(), r.imagesPerSecondMax());
        console.print("step           %.1f ms", r.stepMilliseconds());
        console.print(
                "memory         %.0f MiB at most; %.0f MiB after a tenth of the steps, %.0f MiB at"
                        + " the end",
                r.peakMemoryBytes() / MEGABYTE,
                r.memoryEarlyBytes() / MEGABYTE,
                r.memoryLateBytes() / MEGABYTE);
        if (kind != BenchmarkRequest.Kind.LOADER) {
            console.print("convolutions   %.1f %% of the time", 100 * r.convolutionShare());
        }
        r.notes().forEach(note -> console.print("note           %s", note));
        if (profile) {
            printProfile(r);
        }
    }

    private void printProfile(BenchmarkReport report) {
        console.print("%-30s %12s %12s", "operation", "calls/step", "ms/step");
        for (BenchmarkReport.Operation each : report.operations()) {
            console.print(
                    "%-30s %12.1f %12.2f",
                    each.name(), each.callsPerStep(), each.millisecondsPerStep());
        }
    }
}
