package dev.interproto.desktop.models;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.workspace.ModelRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The models of the shelf, a row each. */
final class ModelsTable extends TableView<ModelRow> {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final Messages messages;

    ModelsTable(Messages messages) {
        this.messages = messages;
        setId("models-table");
        getColumns()
                .setAll(
                        List.of(
                                Tables.text(
                                        messages.text("models.column.name"), 180, ModelRow::name),
                                Tables.text(
                                        messages.text("models.column.kind"),
                                        150,
                                        row -> row.kind(messages)),
                                number("models.column.embedding", 96, ModelRecord::embeddingSize),
                                number("models.column.prototypes", 92, ModelRecord::identities),
                                Tables.text(
                                        messages.text("models.column.format"),
                                        140,
                                        row -> row.record().map(ModelRecord::format).orElse("")),
                                Tables.text(
                                        messages.text("models.column.file"),
                                        170,
                                        ModelsTable::file),
                                Tables.text(
                                        messages.text("models.column.accuracies"),
                                        190,
                                        ModelRow::accuracies),
                                Tables.column(
                                        messages.text("models.column.imported"),
                                        140,
                                        row -> row.record().map(ModelRecord::imported).orElse(null),
                                        WHEN::format)));
    }

    static String when(Instant instant) {
        return WHEN.format(instant);
    }

    private TableColumn<ModelRow, Integer> number(
            String key, double width, Function<ModelRecord, Integer> value) {
        return Tables.number(
                messages.text(key),
                width,
                row -> row.record().map(value).orElse(null),
                count -> count == 0 ? "–" : Formats.count(count));
    }

    private static String file(ModelRow row) {
        return row.record().map(record -> record.source().file()).orElse("");
    }

    /** What a filter looks at. */
    String searched(ModelRow row) {
        return row.name() + " " + row.kind(messages) + " " + file(row);
    }

    List<ModelRow> selected() {
        return getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
    }

    /** The selected row, where it is the only one. */
    Optional<ModelRow> one() {
        List<ModelRow> selected = selected();
        return selected.size() == 1 ? Optional.of(selected.get(0)) : Optional.empty();
    }
}
