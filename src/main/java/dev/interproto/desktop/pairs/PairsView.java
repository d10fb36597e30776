package dev.interproto.desktop.pairs;

import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.MissingReason;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.FactList;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.control.ThumbnailCell;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The tab's content: the lists, figures, histograms and the table of pairs. */
final class PairsView extends StackPane {
    /** Missing lines in the details; all of them are in the CSV of the command. */
    private static final int LISTED = 100;

    /** Below it a chart's axis has no room. */
    private static final double LOWEST_CHARTS = 176;

    private final WorkbenchContext context;
    private final Messages messages;
    private final PairsViewModel viewModel;
    private final DatasetTab.Host host;
    private final Label genuine = number("pairs-genuine");
    private final Label impostor = number("pairs-impostor");
    private final Label identities = number("pairs-identities");
    private final Label images = number("pairs-images");
    private final Label missing = number("pairs-missing");
    private final PairCharts charts;
    private final SplitView splitView;
    private final TableView<PairRow> table = new TableView<>();
    private final TextField search = new TextField();

    PairsView(WorkbenchContext context, PairsViewModel viewModel, DatasetTab.Host host) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.host = host;
        charts = new PairCharts(context.charts(), messages);
        splitView = new SplitView(context, viewModel.split(), this::buildFrom, this::trainOn);
        HBox histograms = new HBox(12);
        histograms.getChildren().addAll(charts.nodes());
        histograms.setMinSize(0, LOWEST_CHARTS);
        histograms.setPrefHeight(208);
        histograms.setMaxHeight(224);
        install();
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(120);
        VBox content = new VBox(12, bar(), figures(), histograms, tableBar(), table);
        content.setMinWidth(0);
        setMinWidth(0);
        EmptyState empty =
                new EmptyState(Feather.COPY, messages.text("pairs.empty"))
                        .begin(
                                "pairs-build-first",
                                messages.text("pairs.build"),
                                Feather.PLUS,
                                this::showForm)
                        .orElse(
                                "pairs-open-first",
                                messages.text("pairs.open"),
                                Feather.FILE_TEXT,
                                this::choose)
                        .orElse(
                                "pairs-split-first",
                                messages.text("split.title"),
                                Feather.SCISSORS,
                                this::showSplit);
        BooleanBinding none =
                Bindings.createBooleanBinding(
                        () -> viewModel.chosenProperty().get().isEmpty(),
                        viewModel.chosenProperty());
        empty.visibleProperty().bind(none);
        content.visibleProperty().bind(none.not());
        getChildren().addAll(content, empty);
        viewModel.surveyProperty().addListener((o, old, now) -> show(now));
        show(viewModel.surveyProperty().get());
    }

    /** A line rather than tiles: the page has those of the dataset above already. */
    private Node figures() {
        FlowPane line = new FlowPane(16, 4);
        line.setMinWidth(0);
        line.getChildren()
                .addAll(
                        figure(genuine, messages.text("pairs.figure.genuine"), "genuine"),
                        figure(impostor, messages.text("pairs.figure.impostor"), "impostor"),
                        figure(identities, messages.text("pairs.figure.identities"), ""),
                        figure(images, messages.text("pairs.figure.images"), ""),
                        figure(missing, messages.text("pairs.figure.missing"), ""));
        return line;
    }

    private static Label number(String id) {
        Label number = new Label("–");
        number.setId(id);
        number.getStyleClass().add("section-title");
        return number;
    }

    private static Node figure(Label number, String name, String meaning) {
        Label words = new Label(name);
        words.getStyleClass().add("secondary");
        HBox figure = new HBox(6, number, words);
        if (!meaning.isEmpty()) {
            Region dot = new Region();
            dot.getStyleClass().addAll("meaning-dot", meaning);
            figure.getChildren().add(0, dot);
        }
        figure.setAlignment(Pos.CENTER_LEFT);
        return figure;
    }

    private Node bar() {
        ComboBox<TestSetRequest> lists = new ComboBox<>(viewModel.lists());
        lists.setId("pairs-lists");
        lists.setPrefWidth(240);
        lists.setMinWidth(96);
        lists.setCellFactory(view -> new ListNameCell());
        lists.setButtonCell(new ListNameCell());
        lists.setValue(viewModel.chosenProperty().get().orElse(null));
        lists.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                viewModel.chosenProperty().set(Optional.of(now));
                            }
                        });
        viewModel.chosenProperty().addListener((o, old, now) -> lists.setValue(now.orElse(null)));
        Button forget = new Button("", Icons.of(Feather.MINUS_CIRCLE));
        forget.getStyleClass().addAll("quiet", "icon-only");
        forget.setTooltip(new Tooltip(messages.text("pairs.forget")));
        forget.setOnAction(e -> viewModel.forget());
        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(20, 20);
        busy.visibleProperty().bind(viewModel.readingProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button open = new Button(messages.text("pairs.open"), Icons.of(Feather.FILE_TEXT));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(e -> choose());
        Button build = new Button(messages.text("pairs.build"), Icons.of(Feather.PLUS));
        build.setId("pairs-build");
        build.setMinWidth(Region.USE_PREF_SIZE);
        build.setOnAction(e -> showForm());
        Button split = new Button(messages.text("split.title"), Icons.of(Feather.SCISSORS));
        split.setId("pairs-split");
        split.setMinWidth(Region.USE_PREF_SIZE);
        split.setOnAction(e -> showSplit());
        HBox bar = new HBox(8, lists, forget, busy, space, split, open, build);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node tableBar() {
        ComboBox<PairFilter> filter = new ComboBox<>();
        filter.getItems().setAll(PairFilter.values());
        filter.setId("pairs-filter");
        filter.setCellFactory(view -> new FilterCell());
        filter.setButtonCell(new FilterCell());
        filter.valueProperty().bindBidirectional(viewModel.filterProperty());
        Hyperlink absent = new Hyperlink(messages.text("pairs.showMissing"));
        absent.setOnAction(e -> viewModel.surveyProperty().get().ifPresent(this::showMissing));
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

    private void choose() {
        context.files()
                .chooseFile(
                        messages.text("pairs.open"),
                        messages.text("pairs.open.kind"),
                        List.of("*.txt"))
                .ifPresent(viewModel::open);
    }

    private void showForm() {
        host.details(messages.text("pairs.build"), new PairFormView(context, viewModel));
    }

    private void showSplit() {
        host.details(messages.text("split.heading"), splitView);
    }

    private void buildFrom(Path identities) {
        viewModel.form().identitiesProperty().set(Optional.of(identities));
        showForm();
    }

    private void trainOn(Path identities) {
        ChildRule rule = new ChildRule(host.childAge().get(), host.childFilter().get());
        viewModel
                .datasetRoot()
                .ifPresent(
                        root ->
                                context.navigation()
                                        .open(
                                                PageId.TRAINING,
                                                new PageArgument.OfDataset(
                                                        root, rule, Optional.of(identities))));
    }

    private void export() {
        context.charts().export().saveCsv("pairs", Tables.visibleRows(table));
    }

    private void show(Optional<PairSurvey> survey) {
        show(genuine, survey.map(PairSurvey::genuine));
        show(impostor, survey.map(s -> s.pairs().size() - s.genuine()));
        show(identities, survey.map(PairSurvey::identities));
        show(images, survey.map(PairSurvey::images));
        show(missing, survey.map(s -> s.list().missing().size()));
        survey.ifPresent(charts::show);
    }

    private static void show(Label number, Optional<Integer> count) {
        number.setText(count.map(Formats::count).orElse("–"));
    }

    private void showMissing(PairSurvey survey) {
        List<Problem> problems = survey.list().missing();
        FactList facts = new FactList();
        Map<String, String> reasons = new LinkedHashMap<>();
        MissingReason.count(problems)
                .forEach((reason, count) -> reasons.put(Formats.count(count), reason.words()));
        facts.section(messages.text("pairs.missing.reasons"), reasons);
        Map<String, String> lines = new LinkedHashMap<>();
        problems.stream()
                .limit(LISTED)
                .forEach(
                        problem ->
                                lines.put(
                                        problem.where()
                                                .substring(
                                                        problem.where().lastIndexOf(" line") + 1),
                                        problem.what()));
        facts.section(
                problems.size() > LISTED
                        ? messages.text("pairs.missing.first", LISTED)
                        : messages.text("pairs.missing.lines"),
                lines);
        host.details(messages.text("pairs.missing.title"), facts);
    }

    private static final class ListNameCell extends ListCell<TestSetRequest> {
        @Override
        protected void updateItem(TestSetRequest item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.pairs().getFileName().toString());
        }
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
