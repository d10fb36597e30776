package dev.interproto.desktop.duplicates;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.control.ThumbnailCell;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The images that are left out, and the way back. */
final class LeftOutPane extends VBox {

    LeftOutPane(WorkbenchContext context, DuplicatesViewModel viewModel) {
        super(12);
        Messages messages = context.messages();
        setPadding(new Insets(12, 0, 0, 0));
        TableView<LeftOut> table = new TableView<>();
        table.setId("left-out");
        table.getStyleClass().add("with-thumbnails");
        table.setPlaceholder(new Label(messages.text("duplicates.leftOut.none")));
        TableColumn<LeftOut, LeftOut> face =
                new TableColumn<>(messages.text("duplicates.column.image"));
        face.setPrefWidth(72);
        face.setSortable(false);
        face.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        face.setCellFactory(
                column ->
                        new ThumbnailCell<>(
                                context.thumbnails(), image -> new Picture.Located(image.file())));
        table.getColumns()
                .setAll(
                        List.of(
                                face,
                                Tables.text(
                                        messages.text("duplicates.column.name"),
                                        320,
                                        LeftOut::name),
                                Tables.text(
                                        messages.text("duplicates.column.reason"),
                                        320,
                                        LeftOut::reason)));
        TextField filter = new TextField();
        filter.setPromptText(messages.text("duplicates.filter"));
        Runnable export =
                () -> context.charts().export().saveCsv("left-out", Tables.visibleRows(table));
        Tables.install(
                table,
                viewModel.leftOut(),
                filter,
                image -> image.name() + " " + image.reason(),
                messages,
                export);
        Button back = new Button(messages.text("duplicates.putBack"), Icons.of(Feather.ROTATE_CCW));
        back.setId("put-back");
        back.getStyleClass().add("quiet");
        back.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        back.setOnAction(
                e ->
                        viewModel.putBack(
                                table.getSelectionModel().getSelectedItems().stream()
                                        .map(LeftOut::name)
                                        .toList()));
        VBox card = new VBox(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(new HBox(8, filter, back), card);
    }
}
