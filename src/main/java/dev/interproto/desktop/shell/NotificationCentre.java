package dev.interproto.desktop.shell;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what the person is told; the window shows it. */
public final class NotificationCentre implements Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationCentre.class);

    /** More would cover the page. */
    private static final int SHOWN_AT_ONCE = 4;

    /** A button on a notice. */
    public record Action(String text, Runnable run) {}

    /**
     * A card at the window's corner.
     *
     * @param failure stays until closed; others go by themselves
     * @param title first sentence
     * @param lines further sentences
     */
    public record Notice(
            boolean failure, String title, List<String> lines, Optional<Action> action) {
        public Notice {
            lines = List.copyOf(lines);
        }
    }

    private final Executor screen;
    private final Messages messages;
    private final Runnable openLog;
    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper lastMessage = new ReadOnlyStringWrapper("");

    /**
     * @param screen the FX thread
     * @param openLog shows the log view
     */
    public NotificationCentre(Executor screen, Messages messages, Runnable openLog) {
        this.screen = screen;
        this.messages = messages;
        this.openLog = openLog;
    }

    /** Cards shown now, oldest first. FX thread only. */
    public ObservableList<Notice> notices() {
        return notices;
    }

    public ReadOnlyStringProperty lastMessageProperty() {
        return lastMessage.getReadOnlyProperty();
    }

    @Override
    public void success(String text) {
        show(new Notice(false, text, List.of(), Optional.empty()));
    }

    @Override
    public void success(String text, String actionText, Runnable action) {
        show(new Notice(false, text, List.of(), Optional.of(new Action(actionText, action))));
    }

    @Override
    public void status(String text) {
        screen.execute(() -> lastMessage.set(text));
    }

    @Override
    public void failure(String doing, Throwable failure) {
        if (failure instanceof UserFacingException known) {
            LOG.warn("{}: {}", doing, known.getMessage(), known.getCause());
            show(
                    new Notice(
                            true,
                            known.what(),
                            List.of(known.meaning(), known.remedy()),
                            Optional.empty()));
        } else {
            LOG.error(doing, failure);
            String detail =
                    failure.getMessage() == null
                            ? failure.getClass().getSimpleName()
                            : failure.getMessage();
            show(
                    new Notice(
                            true,
                            messages.text("notice.unexpected", doing),
                            List.of(detail, messages.text("notice.unexpected.remedy")),
                            Optional.of(new Action(messages.text("notice.openLog"), openLog))));
        }
    }

    private void show(Notice notice) {
        screen.execute(
                () -> {
                    lastMessage.set(notice.title());
                    notices.remove(notice);
                    notices.add(notice);
                    if (notices.size() > SHOWN_AT_ONCE) {
                        notices.remove(0);
                    }
                });
    }
}
