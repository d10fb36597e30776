package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The program's log along the window's foot; sampled on a timer by {@link #refresh()}. */
final class LogDrawer extends VBox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final LogBuffer log;
    private final ObservableList<LogBuffer.Line> lines = FXCollections.observableArrayList();
    private final ListView<LogBuffer.Line> list = new ListView<>(lines);
    private final CheckBox problemsOnly;
    private long seen = -1;

    LogDrawer(LogBuffer log, Messages messages, Runnable close) {
        this.log = log;
        getStyleClass().add("log-drawer");
        setId("log-drawer");
        Label title = new Label(messages.text("log.title"));
        title.getStyleClass().add("section-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        problemsOnly = new CheckBox(messages.text("log.problemsOnly"));
        problemsOnly.setOnAction(e -> show());
        Button copy = new Button(messages.text("log.copy"), Icons.of(Feather.COPY));
        copy.getStyleClass().add("quiet");
        copy.setOnAction(e -> copy());
        Button hide = new Button("", Icons.of(Feather.X));
        hide.getStyleClass().add("quiet");
        hide.setTooltip(new Tooltip(messages.text("log.close")));
        hide.setOnAction(e -> close.run());
        HBox head = new HBox(12, title, space, problemsOnly, copy, hide);
        head.setAlignment(Pos.CENTER_LEFT);
        list.setCellFactory(view -> new LineCell());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        refresh();
    }

    void refresh() {
        if (log.version() != seen) {
            show();
        }
    }

    private void show() {
        seen = log.version();
        List<LogBuffer.Line> all = log.lines();
        lines.setAll(
                problemsOnly.isSelected()
                        ? all.stream().filter(l -> l.grade() != LogBuffer.Grade.INFO).toList()
                        : all);
        list.scrollTo(lines.size() - 1);
    }

    private void copy() {
        List<LogBuffer.Line> chosen = list.getSelectionModel().getSelectedItems();
        ClipboardContent content = new ClipboardContent();
        content.putString(
                String.join(
                        "\n",
                        (chosen.isEmpty() ? lines : chosen)
                                .stream().map(LogDrawer::asText).toList()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static String asText(LogBuffer.Line line) {
        return TIME.format(line.time())
                + "  "
                + String.format(Locale.ROOT, "%-5s", line.grade())
                + "  "
                + line.source()
                + "  "
                + line.text();
    }

    private static final class LineCell extends ListCell<LogBuffer.Line> {
        @Override
        protected void updateItem(LogBuffer.Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("warn", "error");
            if (empty || line == null) {
                setText("");
                return;
            }
            setText(asText(line));
            switch (line.grade()) {
                case WARN -> getStyleClass().add("warn");
                case ERROR -> getStyleClass().add("error");
                case INFO -> {}
            }
        }
    }
}
