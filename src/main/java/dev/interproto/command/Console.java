package dev.interproto.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Where a command writes: results out, everything else err. Thread-safe. */
public final class Console {
    /** On a terminal the line is rewritten; elsewhere a log should not fill with it. */
    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private long lastProgress = System.nanoTime();
    private int lineLength;

    /**
     * @param terminal whether err is shown on a terminal, where a line can be rewritten
     */
    public Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Of this process. */
    public static Console ofProcess() {
        return new Console(
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                System.console() != null);
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** A line of result. */
    synchronized void print(String line) {
        clearProgress();
        out.println(line);
        out.flush();
    }

    synchronized void print(String format, Object... values) {
        print(String.format(Locale.ROOT, format, values));
    }

    /**
     * A result for scripts.
     *
     * @param value a tree, or anything that the program's JSON mapper writes
     */
    void printJson(Object value) {
        try {
            print(Json.mapper().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line that is no result. */
    synchronized void note(String line) {
        clearProgress();
        err.println(line);
        err.flush();
    }

    /** The three sentences, one a line. */
    synchronized void explain(UserFacingException failure) {
        note(failure.what());
        note(failure.meaning());
        note(failure.remedy());
    }

    /** Progress as lines on err. */
    Progress progress() {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                showProgress(fraction, message);
            }

            @Override
            public boolean isCancelled() {
                return Thread.currentThread().isInterrupted();
            }
        };
    }

    synchronized void showProgress(double fraction, String message) {
        long now = System.nanoTime();
        if (now - lastProgress < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
            return;
        }
        lastProgress = now;
        String percent =
                Double.isNaN(fraction)
                        ? ""
                        : String.format(Locale.ROOT, "%3.0f %%  ", 100 * fraction);
        if (terminal) {
            String line = percent + message;
            String shown = line.length() > 100 ? line.substring(0, 99) + "…" : line;
            err.print("\r" + shown + " ".repeat(Math.max(0, lineLength - shown.length())));
            lineLength = shown.length();
        } else {
            err.println(percent + message);
        }
        err.flush();
    }

    private void clearProgress() {
        if (lineLength > 0) {
            err.print("\r" + " ".repeat(lineLength) + "\r");
            err.flush();
            lineLength = 0;
        }
    }
}
