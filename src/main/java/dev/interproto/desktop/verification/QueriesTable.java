package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.FacesCell;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.verification.IdentifiedQuery;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Every query of an identification with the nearest faces. */
final class QueriesTable extends VBox {
    private static final int NEAREST = 5;
    private static final double THUMBNAIL = 52;

    private final WorkbenchContext context;
    private final Messages messages;
    private final TableView<IdentifiedQuery> table = new TableView<>();
    private final TextField filter = new TextField();

    QueriesTable(WorkbenchContext context, ObservableList<IdentifiedQuery> queries) {
        super(8);
        this.context = context;
        this.messages = context.messages();
        table.setId("queries");
        table.getStyleClass().add("with-thumbnails");
        table.setPlaceholder(new Label(messages.text("identification.none")));
        table.getColumns().setAll(columns());
        Tables.install(
                table,
                queries,
                filter,
                query ->
                        query.identity()
                                + " "
                                + query.image().name()
                                + " "
                                + query.nearest().get(0).identity(),
                messages,
                this::export);
        VBox card = new VBox(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        card.setMinHeight(0);
        setMinWidth(0);
        getChildren().setAll(tools(), card);
    }

    private Node tools() {
        filter.setId("identification-filter");
        filter.setPromptText(messages.text("identification.filter"));
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.setMaxWidth(280);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button export = new Button(messages.text("table.exportCsv"), Icons.of(Feather.DOWNLOAD));
        export.setId("export-queries");
        export.getStyleClass().add("quiet");
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.setOnAction(e -> export());
        HBox tools = new HBox(8, filter, space, export);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private void export() {
        context.charts().export().saveCsv("identification", Tables.visibleRows(table));
    }

    private List<TableColumn<IdentifiedQuery, ?>> columns() {
        return List.of(
                faces(
                        "identification.column.query",
                        1,
                        query -> List.of(new Picture.Located(query.image()))),
                Tables.<IdentifiedQuery, Integer>number(
                        messages.text("identification.column.rank"),
                        60,
                        IdentifiedQuery::rank,
                        rank -> Formats.count(rank)),
                faces(
                        "identification.column.nearest",
                        NEAREST,
                        query ->
                                query.nearest().stream()
                                        .<Picture>map(one -> new Picture.Located(one.image()))
                                        .toList()),
                text("identification.column.identity", 120, IdentifiedQuery::identity),
                Tables.<IdentifiedQuery, Integer>number(
                        messages.text("identification.column.age"),
                        48,
                        IdentifiedQuery::age,
                        age -> age.toString()),
                cosine("identification.column.similarity", IdentifiedQuery::similarity),
                text(
                        "identification.column.first",
                        120,
                        query -> query.nearest().get(0).identity()),
                cosine(
                        "identification.column.firstSimilarity",
                        query -> query.nearest().get(0).similarity()),
                text("identification.column.file", 160, query -> query.image().name()),
                text(
                        "identification.column.firstFile",
                        160,
                        query -> query.nearest().get(0).image().name()));
    }

    private TableColumn<IdentifiedQuery, String> text(
            String key, double width, Function<IdentifiedQuery, String> value) {
        return Tables.text(messages.text(key), width, value);
    }

    private TableColumn<IdentifiedQuery, Double> cosine(
            String key, Function<IdentifiedQuery, Double> value) {
        return Tables.number(messages.text(key), 88, value, cosine -> Formats.decimal(cosine, 4));
    }

    private TableColumn<IdentifiedQuery, IdentifiedQuery> faces(
            String key, int most, Function<IdentifiedQuery, List<Picture>> pictures) {
        TableColumn<IdentifiedQuery, IdentifiedQuery> column =
                new TableColumn<>(messages.text(key));
        column.setPrefWidth(most * THUMBNAIL + 16);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> new FacesCell<>(context.thumbnails(), most, pictures));
        return column;
    }
}
