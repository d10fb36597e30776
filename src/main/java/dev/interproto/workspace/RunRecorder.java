package dev.interproto.workspace;

import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a training's events into its run folder: tables, log and {@code run.json}. A thread of its
 * own writes, so that training does not wait for the disk; the queue between them is bounded, so
 * that a disk far too slow slows training down instead of filling the memory. {@link #close}
 * returns when all is written.
 */
public final class RunRecorder implements TrainingListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
    private static final int MOST_WAITING = 4096;

    /** How stale the tables and {@code run.json} may be for a reader who follows them. */
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private record Timed(long nanos, Optional<TrainingEvent> event) {}

    private final RunFolder run;
    private final BlockingQueue<Timed> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private final RunProgress progress;
    private RunTableWriter tables;
    private long lastFlush;
    private long lastHeartbeat;
    private volatile Optional<IOException> failure = Optional.empty();

    /**
     * Begins recording; the first event expected is {@link TrainingEvent.Started}.
     *
     * @param run its folder exists and this process holds it
     * @param record as the run stands; taken further by the events
     */
    public RunRecorder(RunFolder run, RunRecord record) {
        this.run = run;
        this.progress = new RunProgress(record);
        this.writer = new Thread(this::writeAll, "run-recorder");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void on(TrainingEvent event) {
        enqueue(new Timed(System.nanoTime(), Optional.of(event)));
    }

    private void enqueue(Timed timed) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.put(timed);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first failure to write, such as a full disk. */
    public Optional<IOException> failure() {
        return failure;
    }

    /** Waits until everything is on disk. */
    @Override
    public void close() {
        enqueue(new Timed(System.nanoTime(), Optional.empty()));
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        boolean open = true;
        while (open) {
            try {
                Timed next = waiting.poll(FLUSH_NANOS, TimeUnit.NANOSECONDS);
                if (next != null) {
                    open = next.event().isPresent();
                    if (open) {
                        write(next.event().get(), next.nanos());
                    }
                }
                flushWhenDue();
            } catch (IOException | RuntimeException e) {
                noteFailure(e);
            } catch (InterruptedException e) {
                LOG.debug("Nobody interrupts the recorder; it goes on", e);
            }
        }
        finish();
    }

    private void write(TrainingEvent event, long nanos) throws IOException {
        boolean statusChanged = progress.take(event, nanos);
        if (event instanceof TrainingEvent.Started started) {
            if (tables != null) {
                tables.close();
            }
            RunTables.rewind(run, started.step());
            run.prototypeHistory().rewind(started.epoch());
            tables = new RunTableWriter(run);
        } else if (event instanceof TrainingEvent.StepDone done && tables != null) {
            tables.append(done, progress.trainingSeconds());
        } else if (event instanceof TrainingEvent.EpochDone done && tables != null) {
            tables.append(done);
        } else if (event instanceof TrainingEvent.SimilaritiesMeasured measured && tables != null) {
            tables.append(measured);
        } else if (event instanceof TrainingEvent.Evaluated evaluated && tables != null) {
            tables.append(evaluated);
            keep(evaluated);
        }
        if (event instanceof TrainingEvent.PrototypesSeen seen) {
            run.prototypeHistory().keep(seen.snapshot());
        }
        Optional<String> line = LogLines.of(event);
        if (line.isPresent()) {
            log(line.get());
        }
        if (statusChanged) {
            flushTables();
            writeRecord();
        }
    }

    /** The pairs of the newest epoch, which is the one that the last checkpoint holds. */
    private void keep(TrainingEvent.Evaluated evaluated) throws IOException {
        String name = evaluated.report().testSet();
        Optional<RunRecord.TestSetReference> testSet =
                progress.record().testSets().stream()
                        .filter(set -> set.name().equals(name))
                        .findFirst();
        int epochs = evaluated.epoch() + 1;
        StoredEvaluation.write(
                run.evaluationFolder(name),
                evaluated.report(),
                evaluated.scores(),
                new StoredEvaluation.Origin(
                        run.name() + ", " + epochs + (epochs == 1 ? " epoch" : " epochs"),
                        "last.npz",
                        evaluated.step(),
                        epochs,
                        testSet.map(RunRecord.TestSetReference::pairs).orElse(""),
                        testSet.map(RunRecord.TestSetReference::images).orElse(""),
                        Instant.now(),
                        progress.record().configuration().refinements().evaluationFlip()));
    }

    private void log(String line) throws IOException {
        String stamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Files.writeString(
                run.logFile(),
                stamp + "  " + line + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void flushWhenDue() throws IOException {
        long now = System.nanoTime();
        if (now - lastFlush >= FLUSH_NANOS) {
            lastFlush = now;
            flushTables();
        }
        if (progress.isLive() && now - lastHeartbeat >= HEARTBEAT_NANOS) {
            writeRecord();
        }
    }

    private void flushTables() throws IOException {
        if (tables != null) {
            tables.flush();
        }
    }

    private void writeRecord() throws IOException {
        lastHeartbeat = System.nanoTime();
        run.write(progress.record());
    }

    private void finish() {
        try {
            if (tables != null) {
                tables.close();
            }
            writeRecord();
        } catch (IOException e) {
            noteFailure(e);
        }
    }

    private void noteFailure(Exception e) {
        if (failure.isEmpty()) {
            LOG.error("The run folder {} cannot be written", run.path(), e);
            failure = Optional.of(e instanceof IOException io ? io : new IOException(e));
        }
    }
}
