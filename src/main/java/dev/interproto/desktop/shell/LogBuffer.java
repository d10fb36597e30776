package dev.interproto.desktop.shell;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the newest lines of the log for the log view. Fed from any thread; the view asks for the
 * version on a timer and copies only when it has changed.
 */
public final class LogBuffer extends AppenderBase<ILoggingEvent> {
    private static final int LINES_KEPT = 2000;

    /** How grave a line is. */
    public enum Grade {
        INFO,
        WARN,
        ERROR
    }

    /**
     * One entry.
     *
     * @param text message, with the stack trace where there is one
     */
    public record Line(Instant time, Grade grade, String source, String text) {}

    private final Deque<Line> lines = new ArrayDeque<>();
    private long version;

    /** Begins to listen to the whole program's log. */
    public void attach() {
        if (org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                instanceof Logger root) {
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
        }
    }

    /** Stops listening. */
    public void detach() {
        if (org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                instanceof Logger root) {
            root.detachAppender(this);
            stop();
        }
    }

    /** Grows with every line. */
    public synchronized long version() {
        return version;
    }

    /** The lines kept, oldest first. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return;
        }
        String text = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        String logger = event.getLoggerName();
        Line line =
                new Line(
                        Instant.ofEpochMilli(event.getTimeStamp()),
                        grade(event.getLevel()),
                        logger.substring(logger.lastIndexOf('.') + 1),
                        text);
        synchronized (this) {
            lines.addLast(line);
            if (lines.size() > LINES_KEPT) {
                lines.removeFirst();
            }
            version++;
        }
    }

    private static Grade grade(Level level) {
        return level.isGreaterOrEqual(Level.ERROR)
                ? Grade.ERROR
                : level.isGreaterOrEqual(Level.WARN) ? Grade.WARN : Grade.INFO;
    }
}
