package dev.interproto.training;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.TimedKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Measures the steps that training and embedding are made of, by wall clock, so that anybody can
 * check how fast the program is on a machine.
 */
public final class Benchmark {
    /** Steps before the measured ones: primitives are made, Java's compiler settles. */
    private static final int WARM_UP = 3;

    /** Further steps timed operation by operation. */
    private static final int TIMED_STEPS = 3;

    private final BenchmarkRequest request;

    /**
     * @param request any kind but {@code LOADER}, for which there is {@link LoaderBenchmark}
     */
    public Benchmark(BenchmarkRequest request) {
        this.request = request;
    }

    /**
     * Measures, on the calling thread.
     *
     * @throws UserFacingException where backbone, device or precision cannot be had
     * @throws CancelledException when cancelled
     */
    public BenchmarkReport run(Progress progress) {
        progress.report(0, "Building");
        FaceNetworks.Opened opened = FaceNetworks.open(request.device(), request.precision());
        double[] seconds = new double[request.steps()];
        long early = 0;
        long late;
        try (BenchmarkWork work = work(opened.kernels(), kernels -> kernels)) {
            for (int i = 0; i < WARM_UP; i++) {
                progress.checkCancelled();
                work.step();
            }
            for (int i = 0; i < seconds.length; i++) {
                progress.checkCancelled();
                progress.report((double) i / seconds.length, "Step " + (i + 1));
                seconds[i] = seconds(work);
                if (i == seconds.length / 10) {
                    early = ProcessMemory.resident();
                }
            }
            late = ProcessMemory.resident();
        }
        // Linux counts in batches, so that its peak can lie a little below what is resident.
        long peak = Math.max(ProcessMemory.peak(), Math.max(early, late));
        progress.report(1, "Timing the operations");
        return report(opened.arithmetic(), seconds, peak, early, late, profile(progress));
    }

    /** The time by operation, the whole step's first. */
    private record Profile(double seconds, List<TimedKernels.Entry> entries) {
        double convolutionShare() {
            return entries.stream()
                            .filter(TimedKernels.Entry::isConvolution)
                            .mapToDouble(TimedKernels.Entry::seconds)
                            .sum()
                    / seconds;
        }
    }

    private Profile profile(Progress progress) {
        FaceNetworks.Opened opened = FaceNetworks.open(request.device(), request.precision());
        TimedKernels timed = new TimedKernels(opened.kernels());
        try (BenchmarkWork work = work(opened.kernels(), kernels -> timed.kernels())) {
            for (int i = 0; i < WARM_UP; i++) {
                progress.checkCancelled();
                work.step();
            }
            timed.reset();
            double sum = 0;
            for (int i = 0; i < TIMED_STEPS; i++) {
                progress.checkCancelled();
                sum += seconds(work);
            }
            return new Profile(sum, timed.entries());
        }
    }

    private BenchmarkWork work(Kernels kernels, UnaryOperator<Kernels> seenThrough) {
        try {
            return BenchmarkWork.of(request, seenThrough.apply(kernels));
        } catch (RuntimeException e) {
            kernels.close();
            throw e;
        }
    }

    private static double seconds(BenchmarkWork work) {
        long before = System.nanoTime();
        work.step();
        return (System.nanoTime() - before) / 1e9;
    }

    private BenchmarkReport report(
            Arithmetic arithmetic,
            double[] seconds,
            long peak,
            long early,
            long late,
            Profile profile) {
        double[] rates = new double[seconds.length];
        double slowest = Double.POSITIVE_INFINITY;
        double fastest = 0;
        for (int i = 0; i < rates.length; i++) {
            rates[i] = request.batchSize() / seconds[i];
            slowest = Math.min(slowest, rates[i]);
            fastest = Math.max(fastest, rates[i]);
        }
        boolean headless = request.kind() == BenchmarkRequest.Kind.INFER;
        return new BenchmarkReport(
                request.kind().id(),
                request.kind() == BenchmarkRequest.Kind.HEAD ? "" : request.backbone(),
                request.batchSize(),
                headless ? 0 : request.identities(),
                arithmetic.precision().id(),
                arithmetic.description(),
                threads(),
                seconds.length,
                BenchmarkReport.median(rates),
                slowest,
                fastest,
                1000 * BenchmarkReport.median(seconds),
                peak,
                early,
                late,
                profile.convolutionShare(),
                profile.entries().stream()
                        .map(entry -> BenchmarkReport.Operation.of(entry, TIMED_STEPS))
                        .toList(),
                notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        switch (request.kind()) {
            case TRAIN ->
                    notes.add(
                            "Whole training steps (forward, loss with a tenth of the identities"
                                    + " children, backward, update) on synthetic images in"
                                    + " memory.");
            case INFER -> notes.add("Embedding of synthetic images in memory.");
            default ->
                    notes.add(
                            "Loss with a tenth of the identities children, its gradients and the"
                                    + " update of the prototypes; no backbone.");
        }
        notes.addAll(memoryNotes());
        return notes;
    }

    static List<String> memoryNotes() {
        return ProcessMemory.knowsPeak()
                ? List.of()
                : List.of(
                        "This system does not tell a process's peak memory: the figure is what was"
                                + " resident at the end.");
    }

    /** Threads of the arithmetic: the cores, unless OpenMP was told otherwise. */
    private static int threads() {
        int cores = Runtime.getRuntime().availableProcessors();
        String told = System.getenv("OMP_NUM_THREADS");
        return told != null && told.matches("[1-9]\\d{0,3}") ? Integer.parseInt(told) : cores;
    }
}
