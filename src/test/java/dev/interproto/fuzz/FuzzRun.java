package dev.interproto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interproto.common.UserFacingException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads many damaged inputs and checks that each ends in a value or in a message for a person,
 * within a second of computing and with bounded memory.
 *
 * <p>How many inputs: {@code -Dfuzz.count=100000}, 2,000 where nothing is said. Each input depends
 * on its number alone; a failure names the number, and {@code -Dfuzz.only=NUMBER} repeats just it.
 */
public final class FuzzRun {
    private static final int DEFAULT_COUNT = 2_000;

    /** Computing time, not the clock's: other work on the machine is no fault of a parser. */
    private static final long LIMIT_NANOS = 1_000_000_000L;

    private static final long HANGS_MILLIS = 60_000;
    private static final long SPARE_BYTES = 64L << 20;

    /** Bytes of a failing input that a message shows; its number brings it all back. */
    private static final int SHOWN = 2_048;

    private final List<byte[]> valid;
    private final long seed;
    private long spare = SPARE_BYTES;

    /**
     * @param seed another one gives other damage
     * @param valid small whole files to damage
     */
    public FuzzRun(long seed, List<byte[]> valid) {
        this.seed = seed;
        this.valid = valid;
    }

    /** Reads one input as the program would. */
    @FunctionalInterface
    public interface Subject {
        /**
         * Must return, or throw a {@link UserFacingException}; anything else is a fault.
         *
         * @return whether a value came of it, for the tally
         */
        boolean read(byte[] input) throws Exception;
    }

    /**
     * What came of all inputs.
     *
     * @param values inputs that were read in spite of their damage
     * @param refusals inputs that were refused with a message
     * @param slowestMillis computing time of the slowest
     * @param largestBytes allocated for the greediest, its own size taken off
     */
    public record Tally(int values, int refusals, long slowestMillis, long largestBytes) {
        @Override
        public String toString() {
            return String.format(
                    "%d read, %d refused; slowest %d ms, greediest %.1f MB",
                    values, refusals, slowestMillis, largestBytes / 1e6);
        }
    }

    /** Allows an input this much memory beyond its own size, instead of 64 MB. */
    public FuzzRun spareBytes(long bytes) {
        spare = bytes;
        return this;
    }

    /** Runs all inputs; fails with the number and the bytes of the first one that misbehaves. */
    public Tally check(Subject subject) throws InterruptedException {
        Run run = new Run(subject);
        Thread thread = new Thread(run, "fuzz");
        thread.setDaemon(true);
        thread.start();
        while (thread.isAlive()) {
            int before = run.number;
            thread.join(HANGS_MILLIS);
            if (thread.isAlive() && run.number == before && run.number > 0) {
                throw new AssertionError(
                        "Input " + before + " hangs at " + Arrays.toString(thread.getStackTrace()));
            }
        }
        if (run.failure.get() != null) {
            throw new AssertionError(run.failure.get().getMessage(), run.failure.get().getCause());
        }
        return run.tally();
    }

    private final class Run implements Runnable {
        private final Subject subject;
        private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final AtomicReference<AssertionError> failure = new AtomicReference<>();
        private volatile int number;
        private int values;
        private int refusals;
        private long slowest;
        private long largest;

        private Run(Subject subject) {
            this.subject = subject;
        }

        @Override
        public void run() {
            int only = Integer.getInteger("fuzz.only", 0);
            int first = Math.max(1, only);
            int last = only > 0 ? only : Integer.getInteger("fuzz.count", DEFAULT_COUNT);
            for (number = first; number <= last && failure.get() == null; number++) {
                // Neighbouring seeds of Random begin alike; a multiplier drives them apart.
                Random random = new Random(seed + number * 0x9E3779B97F4A7C15L);
                byte[] input = new Mutations(valid, random).next();
                try {
                    one(input);
                } catch (Throwable fault) { // A stack overflow is a finding, too.
                    failure.set(
                            new AssertionError(
                                    "Input " + number + " gives " + fault + ": " + shown(input),
                                    fault));
                }
            }
        }

        private void one(byte[] input) throws Exception {
            long bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
            long nanos = thread.getCurrentThreadCpuTime();
            try {
                if (subject.read(input)) {
                    values++;
                }
            } catch (UserFacingException refusal) {
                refusals++;
                assertThat(refusal.what()).isNotBlank();
            }
            nanos = thread.getCurrentThreadCpuTime() - nanos;
            bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
            assertThat(nanos).as("nanoseconds").isLessThan(LIMIT_NANOS);
            assertThat(bytes).as("bytes allocated").isLessThan(input.length + spare);
            slowest = Math.max(slowest, nanos);
            largest = Math.max(largest, bytes - input.length);
        }

        private Tally tally() {
            return new Tally(values, refusals, slowest / 1_000_000, largest);
        }
    }

    private static String shown(byte[] input) {
        String hex = HexFormat.of().formatHex(input, 0, Math.min(SHOWN, input.length));
        return input.length + " bytes, " + hex + (input.length > SHOWN ? "…" : "");
    }
}
