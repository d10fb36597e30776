package dev.interproto.desktop.pairs;

import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The tab's content: the lists, their figures and histograms, and the pairs of the one chosen. */
final class PairsView extends StackPane {
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
        PairsTable table = new PairsTable(context, viewModel, this::showMissing);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox content = new VBox(12, bar(), figures(), histograms, table);
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
        host.details(
                messages.text("pairs.missing.title"),
                MissingPairs.of(survey.list().missing(), messages));
    }

    private static final class ListNameCell extends ListCell<TestSetRequest> {
        @Override
        protected void updateItem(TestSetRequest item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.pairs().getFileName().toString());
        }
    }
}
