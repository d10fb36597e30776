package dev.interproto.desktop;

import dev.interproto.desktop.shell.Notifications;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a page would tell the person. */
public final class RecordedNotifications implements Notifications {
    private final List<String> texts = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    public List<String> texts() {
        return texts;
    }

    public List<Throwable> failures() {
        return failures;
    }

    @Override
    public void success(String text) {
        texts.add(text);
    }

    @Override
    public void success(String text, String actionText, Runnable action) {
        texts.add(text);
    }

    @Override
    public void status(String text) {
        texts.add(text);
    }

    @Override
    public void failure(String doing, Throwable failure) {
        failures.add(failure);
    }
}
