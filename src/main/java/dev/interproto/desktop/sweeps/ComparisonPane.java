package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.sweep.ComparisonTable;
import dev.interproto.workspace.sweep.ComparisonText;
import dev.interproto.workspace.sweep.PublishedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** The comparison table, with the paper's numbers beside where wanted, and its exports. */
final class ComparisonPane extends VBox {
    private static final List<String> ENDINGS = List.of("csv", "tex", "md", "png", "svg");

    /** A table narrower than this cuts the methods' names, so that figures are seen beside. */
    private static final double NARROW = 800;

    /** Holds a mean with its deviation and interval. */
    private static final double FIGURE_WIDTH = 212;

    /** Six lines; more of them scroll, so that the table keeps its room in a small window. */
    private static final double NOTES_HEIGHT = 100;

    private final WorkbenchContext context;
    private final Messages messages;
    private final SweepsViewModel viewModel;
    private final TableView<ComparisonTable.Row> table = new TableView<>();
    private final ObservableList<ComparisonTable.Row> rows = FXCollections.observableArrayList();
    private final ComboBox<Optional<String>> baseline = new ComboBox<>();
    private final ObservableList<Optional<String>> methods = FXCollections.observableArrayList();
    private final Label notes = new Label();
    private List<ComparisonTable.Column> columns = List.of();

    ComparisonPane(WorkbenchContext context, SweepsViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        table.setId("sweep-table");
        table.widthProperty()
                .addListener(
                        (o, old, now) -> {
                            boolean crossed =
                                    old.doubleValue() < NARROW != now.doubleValue() < NARROW;
                            if (crossed && !table.getColumns().isEmpty()) {
                                table.getColumns().get(0).setPrefWidth(methodWidth());
                            }
                        });
        TextField filter = new TextField();
        filter.setPromptText(messages.text("sweeps.table.filter"));
        filter.setPrefWidth(200);
        filter.setMinWidth(96);
        Tables.install(
                table,
                rows,
                filter,
                row -> row.title() + " " + row.group(),
                messages,
                () -> export("csv"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(8, filter, space, evaluate(), baseline, published(), exports());
        tools.setAlignment(Pos.CENTER_LEFT);
        StackPane card = new StackPane(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(card, Priority.ALWAYS);
        notes.setWrapText(true);
        notes.getStyleClass().add("chart-hint");
        notes.setMinHeight(Region.USE_PREF_SIZE);
        ScrollPane below = new ScrollPane(notes);
        below.setFitToWidth(true);
        below.setMinHeight(NOTES_HEIGHT);
        below.setMaxHeight(NOTES_HEIGHT);
        setSpacing(8);
        getChildren().addAll(tools, card, below);
        prepareBaseline();
        viewModel.tableProperty().addListener((o, old, now) -> show(now));
        show(viewModel.tableProperty().get());
    }

    private Button evaluate() {
        Button evaluate =
                new Button(messages.text("sweeps.evaluate"), Icons.of(Feather.CHECK_SQUARE));
        evaluate.setId("sweep-evaluate");
        evaluate.setMinWidth(Region.USE_PREF_SIZE);
        evaluate.setTooltip(new Tooltip(messages.text("sweeps.evaluate.tip")));
        evaluate.setOnAction(e -> viewModel.evaluate());
        evaluate.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        viewModel
                                                .overview()
                                                .filter(sweep -> sweep.finished() > 0)
                                                .isEmpty(),
                                viewModel.cells(),
                                viewModel.sweeps()));
        return evaluate;
    }

    private void prepareBaseline() {
        baseline.setId("sweep-baseline");
        baseline.setTooltip(new Tooltip(messages.text("sweeps.baseline.tip")));
        baseline.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Optional<String> method) {
                        return method == null || method.isEmpty()
                                ? messages.text("sweeps.baseline.first")
                                : messages.text("sweeps.baseline.of", method.get());
                    }

                    @Override
                    public Optional<String> fromString(String text) {
                        return Optional.empty();
                    }
                });
        baseline.setItems(methods);
        baseline.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                viewModel.baselineProperty().set(now);
                            }
                        });
        viewModel.baselineProperty().addListener((o, old, now) -> baseline.setValue(now));
        viewModel.cells().addListener((ListChangeListener<CellRow>) change -> offerMethods());
        offerMethods();
    }

    private void offerMethods() {
        List<Optional<String>> now = new ArrayList<>();
        now.add(Optional.empty());
        viewModel.cells().stream()
                .map(row -> row.status().cell().row().method())
                .distinct()
                .sorted()
                .forEach(method -> now.add(Optional.of(method)));
        if (!methods.equals(now)) {
            methods.setAll(now);
            baseline.setValue(viewModel.baselineProperty().get());
        }
    }

    private ComboBox<Optional<String>> published() {
        ComboBox<Optional<String>> choice = new ComboBox<>();
        choice.setId("sweep-published");
        choice.getItems().add(Optional.empty());
        PublishedResults.load()
                .tables()
                .forEach(paper -> choice.getItems().add(Optional.of(paper.id())));
        choice.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Optional<String> id) {
                        return id == null || id.isEmpty()
                                ? messages.text("sweeps.published.none")
                                : messages.text(
                                        "sweeps.published.of",
                                        PublishedResults.load()
                                                .table(id.get())
                                                .orElseThrow()
                                                .trainedOn());
                    }

                    @Override
                    public Optional<String> fromString(String text) {
                        return Optional.empty();
                    }
                });
        choice.setValue(viewModel.publishedProperty().get());
        choice.valueProperty().addListener((o, old, now) -> viewModel.publishedProperty().set(now));
        return choice;
    }

    private MenuButton exports() {
        MenuButton menu =
                new MenuButton(messages.text("sweeps.export"), Icons.of(Feather.DOWNLOAD));
        menu.setId("sweep-export");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (String ending : ENDINGS) {
            MenuItem item =
                    new MenuItem(
                            switch (ending) {
                                case "tex" -> messages.text("sweeps.export.latex");
                                case "md" -> messages.text("sweeps.export.markdown");
                                default -> ending.toUpperCase(Locale.ROOT);
                            });
            item.setOnAction(e -> export(ending));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void export(String ending) {
        Optional<ComparisonTable> shown = viewModel.tableProperty().get();
        if (shown.isEmpty()) {
            return;
        }
        context.files()
                .saveFile(messages.text("sweeps.export"), shown.get().sweep(), ending)
                .ifPresent(
                        file -> {
                            try {
                                ComparisonText.write(shown.get(), file);
                                context.notifications()
                                        .success(messages.text("sweeps.saved", file));
                            } catch (RuntimeException e) {
                                context.notifications().failure(messages.text("sweeps.export"), e);
                            }
                        });
    }

    private void show(Optional<ComparisonTable> shown) {
        if (shown.isPresent() && !shown.get().columns().equals(columns)) {
            columns = shown.get().columns();
            columns(columns);
        }
        boolean intervals =
                shown.stream()
                        .flatMap(now -> now.rows().stream())
                        .flatMap(row -> row.cells().stream())
                        .anyMatch(cell -> cell.intervals().isPresent());
        table.getStyleClass().removeAll("two-lines", "four-lines");
        table.getStyleClass().add(intervals ? "four-lines" : "two-lines");
        rows.setAll(shown.map(ComparisonTable::rows).orElse(List.of()));
        notes.setText(String.join(" ", shown.map(ComparisonTable::notes).orElse(List.of())));
    }

    private double methodWidth() {
        return table.getWidth() < NARROW ? 240 : 380;
    }

    private void columns(List<ComparisonTable.Column> testSets) {
        List<TableColumn<ComparisonTable.Row, ?>> all = new ArrayList<>();
        all.add(
                Tables.text(
                        messages.text("sweeps.column.method"),
                        methodWidth(),
                        ComparisonTable.Row::title));
        all.add(
                Tables.text(
                        messages.text("sweeps.column.trainedOn"), 110, ComparisonTable.Row::group));
        for (int i = 0; i < testSets.size(); i++) {
            int place = i;
            TableColumn<ComparisonTable.Row, FigureCell.Sortable> column =
                    Tables.number(
                            testSets.get(i).title(),
                            FIGURE_WIDTH,
                            row -> new FigureCell.Sortable(row.cells().get(place)),
                            value -> value.text());
            column.setCellFactory(c -> new FigureCell());
            all.add(column);
        }
        table.getColumns().setAll(all);
    }
}
