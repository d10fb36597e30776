package dev.interproto.desktop.shell;

import java.util.ArrayDeque;
import java.util.Deque;

/** What Esc closes: always what was opened last. FX thread only. */
public final class Dismissals {
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** Something opened; {@code close} closes it. Opening the same again moves it to the top. */
    public void opened(Runnable close) {
        open.remove(close);
        open.push(close);
    }

    /** It was closed in another way. */
    public void closed(Runnable close) {
        open.remove(close);
    }

    /** Closes what was opened last; whether there was something. */
    public boolean dismiss() {
        if (open.isEmpty()) {
            return false;
        }
        open.pop().run();
        return true;
    }
}
