package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.projection.TsneOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;

/** Binds the view of {@code prototypes.fxml} to its view model. */
final class PrototypesController {
    private static final double EDGE = 12;

    private final WorkbenchContext context;
    private final Messages messages;
    private final PrototypesViewModel viewModel;
    private final PageModel model;
    private final MapCanvas canvas = new MapCanvas();
    private final MapLegend legend;
    private HoverCard hoverCard;
    private PrototypeFigures figureStrip;
    private Optional<PrototypeDetails> details = Optional.empty();

    @FXML private StackPane root;
    @FXML private VBox content;
    @FXML private TextField searchField;
    @FXML private Label perplexityLabel;
    @FXML private Label iterationsLabel;
    @FXML private Label seedLabel;
    @FXML private Spinner<Double> perplexity;
    @FXML private Spinner<Integer> iterations;
    @FXML private Spinner<Integer> seed;
    @FXML private Label startLabel;
    @FXML private ComboBox<TsneOptions.Initialisation> start;
    @FXML private HBox figures;
    @FXML private StackPane mapCard;

    PrototypesController(WorkbenchContext context, PrototypesViewModel viewModel, PageModel model) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.model = model;
        this.legend = new MapLegend(canvas, messages);
    }

    @FXML
    private void initialize() {
        figureStrip = new PrototypeFigures(figures, messages);
        options();
        mapParts();
        emptyStates();
        viewModel.mapProperty().addListener((o, old, now) -> show(now));
        viewModel.qualityProperty().addListener((o, old, now) -> showFigures());
        viewModel.selected().pointProperty().addListener((o, old, now) -> select(now));
        viewModel
                .selected()
                .neighboursProperty()
                .addListener(
                        (o, old, now) -> {
                            details.ifPresent(PrototypeDetails::update);
                            mark();
                        });
        viewModel
                .faces()
                .openProperty()
                .addListener((o, old, now) -> details.ifPresent(PrototypeDetails::update));
        model.detailsProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now.isEmpty()) {
                                viewModel.selected().pointProperty().set(OptionalInt.empty());
                            }
                        });
        context.theme().addListener((o, old, now) -> canvas.setInk(now.text()));
        canvas.setInk(context.theme().get().text());
        show(viewModel.mapProperty().get());
    }

    private void options() {
        perplexity.setValueFactory(
                new SpinnerValueFactory.DoubleSpinnerValueFactory(
                        1, 500, viewModel.options().perplexityProperty().get(), 5));
        iterations.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        50, 20_000, viewModel.options().iterationsProperty().get(), 250));
        seed.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        0, Integer.MAX_VALUE, viewModel.options().seedProperty().get(), 1));
        OptionSpinners.bind(
                perplexity,
                viewModel.options().perplexityProperty(),
                perplexityLabel,
                messages.text("prototypes.perplexity.tip"));
        OptionSpinners.bind(
                iterations,
                viewModel.options().iterationsProperty(),
                iterationsLabel,
                messages.text("prototypes.iterations.tip"));
        OptionSpinners.bind(
                seed,
                viewModel.options().seedProperty(),
                seedLabel,
                messages.text("prototypes.seed.tip"));
        start.getItems().setAll(TsneOptions.Initialisation.values());
        start.setConverter(new StartNames(messages));
        start.valueProperty().bindBidirectional(viewModel.options().startProperty());
        startLabel.setLabelFor(start);
        startLabel.setTooltip(OptionSpinners.tooltip(messages.text("prototypes.start.tip")));
    }

    private void mapParts() {
        hoverCard = new HoverCard(context.thumbnails(), messages);
        IdentitySearch search = new IdentitySearch(searchField, viewModel, messages, this::choose);
        searchField.setId("identity-search");
        canvas.onHover(this::hover);
        canvas.onChoose(point -> viewModel.selected().pointProperty().set(point));
        place(search, Pos.TOP_LEFT);
        mapCard.getChildren()
                .addAll(
                        canvas,
                        place(legend, Pos.BOTTOM_LEFT),
                        place(new MapButtons(context, viewModel, canvas), Pos.BOTTOM_RIGHT),
                        place(progressCard(), Pos.TOP_RIGHT),
                        search,
                        hoverCard);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(mapCard.widthProperty());
        clip.heightProperty().bind(mapCard.heightProperty());
        mapCard.setClip(clip);
        content.getChildren().add(new TimelineBar(viewModel.timeline(), messages));
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Space holds and goes on: the map that is computed, else the one that plays. */
    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && !(event.getTarget() instanceof TextInputControl)) {
            if (viewModel.computation().runningProperty().get().isPresent()) {
                viewModel.computation().togglePause();
            } else {
                viewModel.timeline().toggle();
            }
            event.consume();
        }
    }

    private static Region place(Region node, Pos where) {
        node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(node, where);
        StackPane.setMargin(node, new javafx.geometry.Insets(EDGE));
        return node;
    }

    private Region progressCard() {
        Button pause = new Button();
        pause.setId("pause-map");
        pause.textProperty()
                .bind(
                        Bindings.when(viewModel.computation().pausedProperty())
                                .then(messages.text("prototypes.continue"))
                                .otherwise(messages.text("prototypes.pause")));
        pause.setOnAction(e -> viewModel.computation().togglePause());
        ProgressCard card =
                new ProgressCard(
                        viewModel.computation().runningProperty(),
                        messages.text("prototypes.computing"),
                        "stop-map",
                        messages.text("prototypes.stop"));
        card.getChildren().add(1, pause);
        return card;
    }

    private void emptyStates() {
        EmptyState noRun =
                new EmptyState(Feather.SHARE_2, messages.text("prototypes.empty.noRun"))
                        .begin(
                                "go-to-training",
                                messages.text("verification.empty.train"),
                                Feather.PLAY,
                                () -> context.navigation().open(PageId.TRAINING));
        EmptyState noMap =
                new EmptyState(Feather.SHARE_2, messages.text("prototypes.empty.noMap"))
                        .begin(
                                "begin-map",
                                messages.text("prototypes.compute"),
                                Feather.PLAY,
                                viewModel::compute);
        BooleanBinding noRuns =
                Bindings.isEmpty(viewModel.runs().runs()).and(viewModel.runs().listedProperty());
        BooleanBinding nothingToShow =
                Bindings.createBooleanBinding(
                        () ->
                                viewModel.mapSoughtProperty().get()
                                        && viewModel.mapProperty().get().isEmpty()
                                        && viewModel
                                                .computation()
                                                .runningProperty()
                                                .get()
                                                .isEmpty(),
                        viewModel.mapSoughtProperty(),
                        viewModel.mapProperty(),
                        viewModel.computation().runningProperty());
        EmptyState notKept =
                new EmptyState(Feather.SHARE_2, messages.text("prototypes.empty.notKept"))
                        .begin(
                                "go-to-keeping",
                                messages.text("verification.empty.train"),
                                Feather.PLAY,
                                () -> context.navigation().open(PageId.TRAINING));
        noRun.visibleProperty().bind(noRuns);
        content.visibleProperty().bind(noRuns.not());
        noMap.visibleProperty()
                .bind(nothingToShow.and(noRuns.not()).and(viewModel.nothingKeptProperty().not()));
        notKept.visibleProperty().bind(nothingToShow.and(viewModel.nothingKeptProperty()));
        root.getChildren().add(noRun);
        mapCard.getChildren().addAll(noMap, notKept);
    }

    private void show(Optional<MapView> map) {
        canvas.show(map);
        hoverCard.setVisible(false);
        legend.show(map);
        showFigures();
        mark();
    }

    private void showFigures() {
        figureStrip.show(
                viewModel.qualityProperty().get(),
                viewModel.mapProperty().get().flatMap(MapView::facts));
    }

    private void hover(OptionalInt point) {
        if (point.isEmpty() || viewModel.mapProperty().get().isEmpty()) {
            hoverCard.setVisible(false);
            return;
        }
        MappedPrototype at = viewModel.mapProperty().get().get().points().get(point.getAsInt());
        hoverCard.show(
                at,
                viewModel.faces().of(at.identity(), HoverCard.FACES),
                canvas.place(point.getAsInt()),
                mapCard);
    }

    private void choose(int point) {
        viewModel.selected().pointProperty().set(OptionalInt.of(point));
        canvas.centre(point);
    }

    private void chooseNamed(String identity) {
        viewModel.find(identity).ifPresent(this::choose);
    }

    private void select(OptionalInt point) {
        mark();
        if (point.isEmpty() || viewModel.mapProperty().get().isEmpty()) {
            details = Optional.empty();
            if (model.detailsProperty().get().isPresent()) {
                model.detailsProperty().set(Optional.empty());
            }
            return;
        }
        MappedPrototype at = viewModel.mapProperty().get().get().points().get(point.getAsInt());
        PrototypeDetails pane =
                new PrototypeDetails(
                        at, viewModel, context.thumbnails(), messages, this::chooseNamed);
        details = Optional.of(pane);
        model.detailsProperty().set(Optional.of(new PageModel.Details(at.identity(), pane)));
    }

    private void mark() {
        List<Integer> near =
                viewModel.selected().neighboursProperty().get().stream()
                        .map(neighbour -> viewModel.find(neighbour.identity()))
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .toList();
        OptionalInt point =
                viewModel.mapProperty().get().isPresent()
                        ? viewModel.selected().pointProperty().get()
                        : OptionalInt.empty();
        canvas.mark(point, viewModel.mapProperty().get().isPresent() ? near : List.of());
    }
}
