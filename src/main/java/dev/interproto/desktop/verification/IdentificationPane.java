package dev.interproto.desktop.verification;

import dev.interproto.desktop.chart.CurveChart;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.FacesCell;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.verification.IdentificationReport;
import dev.interproto.verification.IdentifiedQuery;
import dev.interproto.verification.RankRate;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.StoredIdentification;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** Children looked for among adults: rates, the curve, and every query with the nearest faces. */
final class IdentificationPane extends StackPane {
    private static final int NEAREST = 5;
    private static final double THUMBNAIL = 52;
    private static final double CURVE_WIDTH = 360;

    /** In a small window the whole scrolls rather than the table having no room. */
    private static final double LOWER_HEIGHT = 300;

    private final WorkbenchContext context;
    private final Messages messages;
    private final IdentificationViewModel viewModel;
    private final FlowPane figures = new FlowPane(24, 8);
    private final Label about = new Label();
    private final CurveChart curve;
    private final TableView<IdentifiedQuery> table = new TableView<>();
    private final TextField filter = new TextField();
    private final ComboBox<StoredIdentification> chooser = new ComboBox<>();

    IdentificationPane(WorkbenchContext context, IdentificationViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        getStylesheets()
                .add(IdentificationPane.class.getResource("verification.css").toExternalForm());
        curve =
                context.charts()
                        .curves(
                                messages.text("identification.curve"),
                                messages.text("identification.curve.x"),
                                messages.text("identification.curve.y"));
        curve.setId("cmc");
        curve.setVerticalRange(0, 100);
        curve.setMinWidth(CURVE_WIDTH);
        curve.setPrefWidth(CURVE_WIDTH);
        figures.getStyleClass().addAll("card", "figure-strip");
        figures.setMinHeight(Region.USE_PREF_SIZE);
        about.getStyleClass().add("secondary");
        about.setId("identification-about");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        VBox queries = new VBox(8, tableTools(), table());
        HBox.setHgrow(queries, Priority.ALWAYS);
        queries.setMinWidth(0);
        HBox lower = new HBox(12, curve, queries);
        lower.setMinHeight(LOWER_HEIGHT);
        VBox.setVgrow(lower, Priority.ALWAYS);
        ScrollPane result = new ScrollPane(new VBox(12, figures, about, lower));
        result.setFitToWidth(true);
        result.setFitToHeight(true);
        result.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        result.visibleProperty().bind(isChosen());
        StackPane place = new StackPane(result, empty());
        place.setMinHeight(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().setAll(new VBox(12, order(), place));
        viewModel.chosenProperty().addListener((o, old, now) -> show(now));
        show(viewModel.chosenProperty().get());
    }

    private BooleanBinding isChosen() {
        return Bindings.createBooleanBinding(
                () -> viewModel.chosenProperty().get().isPresent(), viewModel.chosenProperty());
    }

    private Node order() {
        FlowPane tools = new FlowPane(16, 8);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setMinWidth(0);
        ComboBox<Optional<KnownDataset>> data = new ComboBox<>();
        data.setId("identification-data");
        ComboBox<Optional<KnownDataset>> distractors = new ComboBox<>();
        distractors.setId("identification-distractors");
        choose(data, viewModel.dataProperty(), false);
        choose(distractors, viewModel.distractorsProperty(), true);
        tools.getChildren()
                .setAll(
                        labelled(messages.text("identification.data"), data),
                        labelled(messages.text("identification.distractors"), distractors),
                        labelled(
                                messages.text("identification.childAge"),
                                IdentificationOptions.years(
                                        "identification-child-age",
                                        messages.text("identification.childAge.tip"),
                                        viewModel.childAgeProperty(),
                                        1)),
                        labelled(
                                messages.text("identification.gap"),
                                IdentificationOptions.years(
                                        "identification-gap",
                                        messages.text("identification.gap.tip"),
                                        viewModel.gapProperty(),
                                        0)),
                        IdentificationOptions.flip(
                                messages.text("identification.flip"), viewModel.flipProperty()),
                        labelled(messages.text("identification.kept"), kept()));
        return tools;
    }

    private static HBox labelled(String text, Node control) {
        Label label = new Label(text);
        label.setLabelFor(control);
        HBox box = new HBox(8, label, control);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void choose(
            ComboBox<Optional<KnownDataset>> box,
            ObjectProperty<Optional<KnownDataset>> value,
            boolean orNone) {
        Runnable fill =
                () -> {
                    box.getItems()
                            .setAll(
                                    Stream.concat(
                                                    orNone
                                                            ? Stream.of(
                                                                    Optional.<KnownDataset>empty())
                                                            : Stream.empty(),
                                                    viewModel.datasets().stream().map(Optional::of))
                                            .toList());
                    box.setValue(value.get());
                };
        box.setConverter(
                shown(
                        dataset ->
                                dataset.map(KnownDataset::name)
                                        .orElse(messages.text("identification.distractors.none"))));
        viewModel.datasets().addListener((ListChangeListener<KnownDataset>) change -> fill.run());
        value.addListener((o, old, now) -> box.setValue(now));
        box.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                value.set(now);
                            }
                        });
        fill.run();
    }

    private static <T> StringConverter<T> shown(Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : text.apply(value);
            }

            @Override
            public T fromString(String typed) {
                return null;
            }
        };
    }

    private Node kept() {
        chooser.setId("identification-kept");
        chooser.setItems(viewModel.identifications());
        chooser.setConverter(
                shown(
                        stored ->
                                stored.report().gap() == 0
                                        ? stored.report().dataset()
                                        : messages.text(
                                                "identification.kept.gap",
                                                stored.report().dataset(),
                                                stored.report().gap())));
        chooser.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                viewModel.chosenProperty().set(Optional.of(now));
                            }
                        });
        chooser.disableProperty().bind(Bindings.isEmpty(viewModel.identifications()));
        return chooser;
    }

    private Node empty() {
        EmptyState noData =
                new EmptyState(Feather.USERS, messages.text("identification.empty.noData"))
                        .begin(
                                "identification-datasets",
                                messages.text("identification.empty.datasets"),
                                Feather.FOLDER,
                                () -> context.navigation().open(PageId.DATASETS));
        EmptyState nothing =
                new EmptyState(Feather.USERS, messages.text("identification.empty"))
                        .begin(
                                "begin-identification",
                                messages.text("identification.start"),
                                Feather.SEARCH,
                                viewModel::identify);
        BooleanBinding none = Bindings.isEmpty(viewModel.datasets());
        noData.visibleProperty().bind(isChosen().not().and(none));
        nothing.visibleProperty()
                .bind(
                        isChosen()
                                .not()
                                .and(none.not())
                                .and(viewModel.listedProperty())
                                .and(
                                        Bindings.createBooleanBinding(
                                                () -> viewModel.runningProperty().get().isEmpty(),
                                                viewModel.runningProperty())));
        return new StackPane(noData, nothing);
    }

    private Node tableTools() {
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

    private Node table() {
        table.setId("queries");
        table.getStyleClass().add("with-thumbnails");
        table.setPlaceholder(new Label(messages.text("identification.none")));
        table.getColumns()
                .setAll(
                        List.of(
                                faces(
                                        messages.text("identification.column.query"),
                                        1,
                                        query -> List.of(new Picture.Located(query.image()))),
                                Tables.<IdentifiedQuery, Integer>number(
                                        messages.text("identification.column.rank"),
                                        60,
                                        IdentifiedQuery::rank,
                                        rank -> Formats.count(rank)),
                                faces(
                                        messages.text("identification.column.nearest"),
                                        NEAREST,
                                        query ->
                                                query.nearest().stream()
                                                        .<Picture>map(
                                                                one ->
                                                                        new Picture.Located(
                                                                                one.image()))
                                                        .toList()),
                                Tables.text(
                                        messages.text("identification.column.identity"),
                                        120,
                                        IdentifiedQuery::identity),
                                Tables.<IdentifiedQuery, Integer>number(
                                        messages.text("identification.column.age"),
                                        48,
                                        IdentifiedQuery::age,
                                        age -> age.toString()),
                                Tables.<IdentifiedQuery, Double>number(
                                        messages.text("identification.column.similarity"),
                                        88,
                                        IdentifiedQuery::similarity,
                                        cosine -> Formats.decimal(cosine, 4)),
                                Tables.text(
                                        messages.text("identification.column.first"),
                                        120,
                                        query -> query.nearest().get(0).identity()),
                                Tables.<IdentifiedQuery, Double>number(
                                        messages.text("identification.column.firstSimilarity"),
                                        88,
                                        query -> query.nearest().get(0).similarity(),
                                        cosine -> Formats.decimal(cosine, 4)),
                                Tables.text(
                                        messages.text("identification.column.file"),
                                        160,
                                        query -> query.image().name()),
                                Tables.text(
                                        messages.text("identification.column.firstFile"),
                                        160,
                                        query -> query.nearest().get(0).image().name())));
        Tables.install(
                table,
                viewModel.queries(),
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
        return card;
    }

    private TableColumn<IdentifiedQuery, IdentifiedQuery> faces(
            String title, int most, Function<IdentifiedQuery, List<Picture>> pictures) {
        TableColumn<IdentifiedQuery, IdentifiedQuery> column = new TableColumn<>(title);
        column.setPrefWidth(most * THUMBNAIL + 16);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> new FacesCell<>(context.thumbnails(), most, pictures));
        return column;
    }

    private void show(Optional<StoredIdentification> now) {
        chooser.setValue(now.orElse(null));
        figures.getChildren().clear();
        curve.clear();
        if (now.isEmpty()) {
            about.setText("");
            return;
        }
        IdentificationReport report = now.get().report();
        report.ranks().forEach(rate -> figures.getChildren().add(figure(rate)));
        figures.getChildren()
                .addAll(
                        figure(
                                messages.text("identification.queries"),
                                Formats.count(report.queries()),
                                "",
                                messages.text(
                                        "identification.queries.note",
                                        Formats.count(report.queryIdentities()))),
                        figure(
                                messages.text("identification.gallery"),
                                Formats.count(report.galleryIdentities()),
                                "",
                                messages.text(
                                        "identification.gallery.note",
                                        Formats.count(report.galleryImages()),
                                        Formats.count(report.distractorIdentities()))));
        about.setText(about(now.get()));
        String found = messages.text("identification.curve.found");
        String chance = messages.text("identification.curve.chance");
        curve.addCurve(chance, Color.GRAY, true);
        curve.addCurve(found, Meaning.GENUINE.colour(), false);
        for (int i = 0; i < report.cmc().size(); i++) {
            curve.append(found, i + 1, 100 * report.cmc().get(i));
            curve.append(chance, i + 1, 100 * report.chance().get(i));
        }
        curve.flush();
    }

    private Node figure(RankRate rate) {
        String interval =
                rate.interval()
                        .map(
                                ends ->
                                        messages.text(
                                                "verification.interval",
                                                Formats.decimal(100 * ends.low(), 2),
                                                Formats.decimal(100 * ends.high(), 2)))
                        .orElse("");
        return figure(
                messages.text("identification.rank", rate.rank()),
                Formats.percent(rate.rate()),
                interval,
                messages.text("identification.rank.note", Formats.percent(rate.chance())));
    }

    private static Node figure(String name, String number, String beside, String note) {
        Label figure = new Label(number);
        figure.getStyleClass().add("number");
        Label interval = new Label(beside);
        interval.getStyleClass().add("interval");
        HBox line = new HBox(6, figure, interval);
        line.setAlignment(Pos.BASELINE_LEFT);
        VBox box = new VBox(line, new Label(name), new Label(note));
        box.getStyleClass().add("figure");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private String about(StoredIdentification stored) {
        IdentificationReport report = stored.report();
        String what =
                messages.text(
                        "identification.about",
                        stored.origin().model(),
                        report.dataset(),
                        report.childAge(),
                        Formats.count(report.withoutMate()),
                        Formats.count(report.unreadable()));
        String gap =
                report.gap() == 0
                        ? ""
                        : " " + messages.text("identification.about.gap", report.gap());
        return String.join(
                " ", Stream.concat(Stream.of(what + gap), report.cautions().stream()).toList());
    }
}
