package dev.interproto.command;

import dev.interproto.workspace.job.IndexBenchmark;
import dev.interproto.workspace.job.IndexBenchmarkReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto benchmark index}: opening a large dataset folder. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measure how long a large dataset folder takes to open for the first time and"
                        + " again, and how much memory. The folder is made of hard links of a few"
                        + " drawn faces and deleted afterwards.")
final class BenchmarkIndexCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1 << 20;

    private final Console console;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "500000",
            description = "in the folder (default: ${DEFAULT-VALUE})")
    private int images;

    @Option(
            names = "--identities",
            paramLabel = "N",
            defaultValue = "10572",
            description = "in the folder (default: ${DEFAULT-VALUE}, those of CASIA-WebFace)")
    private int identities;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "make the folder in this new or empty one, and do not delete it")
    private Path keep;

    /** How the benchmark starts a Java of its own. */
    @Option(names = "--reopen", paramLabel = "DIR", hidden = true)
    private Path reopen;

    @Mixin private JsonOption json;

    BenchmarkIndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (reopen != null) {
            console.printJson(IndexBenchmark.reopen(reopen));
            return 0;
        }
        IndexBenchmarkReport report =
                new IndexBenchmark(images, identities, Optional.ofNullable(keep))
                        .run(console.progress());
        json.print(console, () -> report, () -> print(report));
        return 0;
    }

    private void print(IndexBenchmarkReport r) {
        console.print("%d images of %d identities", r.images(), r.identities());
        console.print(
                "find, headers  %.2f s + %.2f s; the folder was made in %.1f s",
                r.findSeconds(), r.headersSeconds(), r.generateSeconds());
        console.print(
                "first opening  %.2f s, %.2f times that; %.2f s without an index",
                r.firstIndexingSeconds(), r.firstIndexingRatio(), r.scanSeconds());
        console.print(
                "opening again  %.2f s; %.2f s after %d folders changed",
                r.reopenSeconds(), r.changedSeconds(), r.changedFolders());
        console.print(
                "in a new Java  %.2f s; %.2f s with Java's start and end, %.2f s of processor time",
                r.fresh().openSeconds(), r.fresh().processSeconds(), r.fresh().processorSeconds());
        console.print(
                "memory         %.0f MiB of heap; %.0f MiB in the new Java, which was given 300",
                r.heapBytes() / MEGABYTE, r.fresh().heapBytes() / MEGABYTE);
        console.print("name filter    %.0f ms", r.filterMilliseconds());
        console.print("index          %.1f MiB", r.indexBytes() / MEGABYTE);
        r.notes().forEach(note -> console.print("note           %s", note));
    }
}
