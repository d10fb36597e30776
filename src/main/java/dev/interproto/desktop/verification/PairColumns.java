package dev.interproto.desktop.verification;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.control.ThumbnailCell;
import dev.interproto.desktop.control.Thumbnails;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;

/** The columns of the pair table. */
final class PairColumns {
    private final VerificationViewModel viewModel;
    private final Thumbnails thumbnails;
    private final Messages messages;

    PairColumns(VerificationViewModel viewModel, Thumbnails thumbnails, Messages messages) {
        this.viewModel = viewModel;
        this.thumbnails = thumbnails;
        this.messages = messages;
    }

    /** All of them; the ages' come last. */
    List<TableColumn<PairRow, ?>> all() {
        PairCells cells = new PairCells(viewModel, messages);
        return List.of(
                Tables.<PairRow, Integer>number(
                        messages.text("verification.column.number"),
                        56,
                        PairRow::number,
                        number -> Formats.count(number)),
                thumbnail(PairRow::first),
                thumbnail(PairRow::second),
                cells.kind(96),
                cells.similarity(184),
                cells.verdict(88),
                cells.right(84),
                Tables.text(messages.text("verification.column.first"), 184, PairRow::firstName),
                Tables.text(messages.text("verification.column.second"), 184, PairRow::secondName),
                age(messages.text("verification.column.firstAge"), PairRow::firstAge),
                age(messages.text("verification.column.secondAge"), PairRow::secondAge));
    }

    /** How many show ages, which not every list tells. */
    static final int AGES = 2;

    private static TableColumn<PairRow, Integer> age(
            String title, Function<PairRow, OptionalInt> age) {
        return Tables.number(
                title,
                48,
                row -> age.apply(row).orElse(-1),
                years -> years < 0 ? "–" : years.toString());
    }

    private TableColumn<PairRow, ImageLocation> thumbnail(Function<PairRow, ImageLocation> image) {
        TableColumn<PairRow, ImageLocation> column = new TableColumn<>("");
        column.setPrefWidth(64);
        column.setMinWidth(64);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(image.apply(row.getValue())));
        column.setCellFactory(c -> new ThumbnailCell<>(thumbnails, Picture.Located::new));
        return column;
    }
}
