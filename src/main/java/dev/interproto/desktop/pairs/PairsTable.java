package dev.interproto.desktop.pairs;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.control.ThumbnailCell;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The pairs of the list in view, both faces of each; filtered and searched. */
final class PairsTable extends VBox {
    private static final double LOWEST = 120;

    private final WorkbenchContext context;
    private final Messages messages;
    private final PairsViewModel viewModel;
    private final Consumer<PairSurvey> showMissing;
    private final TableView<PairRow> table = new TableView<>();
    private final TextField search = new TextField();

    /**
     * @param showMissing shows the pairs of a list whose images are not there
     */
    PairsTable(
            WorkbenchContext context, PairsViewModel viewModel, Consumer<PairSurvey> showMissing) {
        super(12);
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.showMissing = showMissing;
        install();
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(LOWEST);
        getChildren().addAll(bar(), table);
    }

    private Node bar() {
        ComboBox<PairFilter> filter = new ComboBox<>();
        filter.getItems().setAll(PairFilter.values());
        filter.setId("pairs-filter");
        filter.setCellFactory(view -> new FilterCell());
        filter.setButtonCell(new FilterCell());
        filter.valueProperty().bindBidirectional(viewModel.filterProperty());
        Hyperlink absent = new Hyperlink(messages.text("pairs.showMissing"));
        absent.setOnAction(e -> viewModel.surveyProperty().get().ifPresent(showMissing));
        absent.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        viewModel
                                                .surveyProperty()
                                                .get()
                                                .filter(s -> !s.list().missing().isEmpty())
                                                .isPresent(),
                                viewModel.surveyProperty()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        search.setPromptText(messages.text("pairs.search"));
        search.setPrefWidth(200);
        search.setMinWidth(80);
        Button export = new Button("", Icons.of(Feather.DOWNLOAD));
        export.getStyleClass().addAll("quiet", "icon-only");
        export.setTooltip(new Tooltip(messages.text("table.exportCsv")));
        export.setOnAction(e -> export());
        HBox bar = new HBox(8, filter, absent, space, search, export);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void install() {
        table.setId("pairs-table");
        table.getStyleClass().add("with-thumbnails");
        List<TableColumn<PairRow, ?>> columns =
                List.of(
                        Tables.<PairRow, Integer>number(
                                messages.text("pairs.column.number"),
                                64,
                                PairRow::number,
                                number -> Formats.count(number)),
                        thumbnail(PairRow::first),
                        thumbnail(PairRow::second),
                        label(),
                        Tables.text(
                                messages.text("pairs.column.firstIdentity"),
                                128,
                                PairRow::firstIdentity),
                        Tables.text(
                                messages.text("pairs.column.secondIdentity"),
                                128,
                                PairRow::secondIdentity),
                        years(messages.text("pairs.column.firstAge"), PairRow::firstAge),
                        years(messages.text("pairs.column.secondAge"), PairRow::secondAge),
                        years(messages.text("pairs.column.gap"), PairRow::gap),
                        Tables.text(
                                messages.text("pairs.column.first"),
                                200,
                                row -> row.first().shortName()),
                        Tables.text(
                                messages.text("pairs.column.second"),
                                200,
                                row -> row.second().shortName()));
        table.getColumns().setAll(columns);
        Tables.install(table, viewModel.rows(), search, PairRow::searched, messages, this::export);
    }

    private TableColumn<PairRow, PairRow> thumbnail(Function<PairRow, ImageLocation> image) {
        TableColumn<PairRow, PairRow> column = new TableColumn<>();
        column.setPrefWidth(64);
        column.setSortable(false);
        column.setCellValueFactory(
                row -> new javafx.beans.property.ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(
                c ->
                        new ThumbnailCell<>(
                                context.thumbnails(),
                                (PairRow row) -> new Picture.Located(image.apply(row))));
        return column;
    }

    private TableColumn<PairRow, String> label() {
        TableColumn<PairRow, String> column =
                Tables.text(messages.text("pairs.column.label"), 96, this::label);
        column.setCellFactory(c -> new LabelCell());
        return column;
    }

    private String label(PairRow row) {
        return messages.text(row.genuine() ? "pairs.genuine" : "pairs.impostor");
    }

    private static TableColumn<PairRow, Integer> years(
            String title, Function<PairRow, OptionalInt> value) {
        return Tables.number(
                title,
                64,
                row -> value.apply(row).orElse(-1),
                years -> years < 0 ? "–" : years.toString());
    }

    private void export() {
        context.charts().export().saveCsv("pairs", Tables.visibleRows(table));
    }

    private final class FilterCell extends ListCell<PairFilter> {
        @Override
        protected void updateItem(PairFilter item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : messages.text(item.messageKey()));
        }
    }

    /** The word with a dot of its colour. */
    private final class LabelCell extends TableCell<PairRow, String> {
        private final Region dot = new Region();

        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            boolean none = empty || item == null || getTableRow().getItem() == null;
            setText(none ? "" : item);
            setGraphic(none ? null : dot);
            if (!none) {
                dot.getStyleClass()
                        .setAll(
                                "meaning-dot",
                                getTableRow().getItem().genuine() ? "genuine" : "impostor");
            }
        }
    }
}
