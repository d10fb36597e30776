package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Notices as cards at the lower right; failures stay until closed, Esc closes the newest. */
final class Toasts extends VBox {
    private static final Duration SHOWN = Duration.seconds(6);

    /** Long enough to read what is offered and to decide. */
    private static final Duration SHOWN_WITH_ACTION = Duration.seconds(20);

    private final NotificationCentre centre;
    private final Messages messages;
    private final Dismissals dismissals;
    private final Map<NotificationCentre.Notice, Node> cards = new HashMap<>();
    private final Map<NotificationCentre.Notice, Runnable> closers = new HashMap<>();

    Toasts(NotificationCentre centre, Messages messages, Dismissals dismissals) {
        super(8);
        this.centre = centre;
        this.messages = messages;
        this.dismissals = dismissals;
        setPickOnBounds(false);
        setAlignment(Pos.BOTTOM_RIGHT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        centre.notices()
                .addListener(
                        (ListChangeListener<NotificationCentre.Notice>)
                                change -> {
                                    while (change.next()) {
                                        change.getRemoved().forEach(this::remove);
                                        change.getAddedSubList().forEach(this::add);
                                    }
                                });
    }

    private void add(NotificationCentre.Notice notice) {
        Runnable close = () -> centre.notices().remove(notice);
        Node card = card(notice, close);
        cards.put(notice, card);
        closers.put(notice, close);
        getChildren().add(card);
        if (notice.failure()) {
            dismissals.opened(close);
        } else {
            PauseTransition pause =
                    new PauseTransition(notice.action().isPresent() ? SHOWN_WITH_ACTION : SHOWN);
            pause.setOnFinished(e -> close.run());
            pause.play();
        }
    }

    private void remove(NotificationCentre.Notice notice) {
        getChildren().remove(cards.remove(notice));
        Runnable close = closers.remove(notice);
        if (close != null) {
            dismissals.closed(close);
        }
    }

    private Node card(NotificationCentre.Notice notice, Runnable close) {
        FontIcon mark = Icons.of(notice.failure() ? Feather.ALERT_CIRCLE : Feather.CHECK_CIRCLE);
        mark.getStyleClass().add("mark");
        VBox words = new VBox(4);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label title = new Label(notice.title());
        title.setWrapText(true);
        title.getStyleClass().add("strong");
        words.getChildren().add(title);
        for (String line : notice.lines()) {
            Label label = new Label(line);
            label.setWrapText(true);
            label.getStyleClass().add("secondary");
            words.getChildren().add(label);
        }
        notice.action()
                .ifPresent(
                        action -> {
                            Hyperlink link = new Hyperlink(action.text());
                            link.setOnAction(
                                    e -> {
                                        close.run();
                                        action.run().run();
                                    });
                            words.getChildren().add(link);
                        });
        words.getChildren()
                .forEach(n -> ((javafx.scene.layout.Region) n).setMinHeight(USE_PREF_SIZE));
        Button button = new Button("", Icons.of(Feather.X));
        button.getStyleClass().addAll("quiet", "close-notice");
        button.setTooltip(new Tooltip(messages.text("notice.close")));
        button.setOnAction(e -> close.run());
        HBox card = new HBox(mark, words, button);
        card.getStyleClass().addAll("toast", notice.failure() ? "failure" : "success");
        return card;
    }
}
