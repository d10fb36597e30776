package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
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
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Binds the view of {@code prototypes.fxml} to its view model. */
final class PrototypesController {
    private static final double EDGE = 12;

    private final WorkbenchContext context;
    private final Messages messages;
    private final PrototypesViewModel viewModel;
    private final PageModel model;
    private final MapCanvas canvas = new MapCanvas();
    private final CheckBox children = new CheckBox();
    private final CheckBox adults = new CheckBox();
    private final Label sampled = new Label();
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
    }

    @FXML
    private void initialize() {
        figureStrip = new PrototypeFigures(figures, messages);
        options();
        mapParts();
        emptyStates();
        viewModel.mapProperty().addListener((o, old, now) -> show(now));
        viewModel.qualityProperty().addListener((o, old, now) -> showFigures());
        viewModel.selectedProperty().addListener((o, old, now) -> select(now));
        viewModel
                .neighboursProperty()
                .addListener(
                        (o, old, now) -> {
                            details.ifPresent(PrototypeDetails::update);
                            mark();
                        });
        viewModel
                .facesProperty()
                .addListener((o, old, now) -> details.ifPresent(PrototypeDetails::update));
        model.detailsProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now.isEmpty()) {
                                viewModel.selectedProperty().set(OptionalInt.empty());
                            }
                        });
        context.theme().addListener((o, old, now) -> canvas.setInk(now.text()));
        canvas.setInk(context.theme().get().text());
        show(viewModel.mapProperty().get());
    }

    private void options() {
        perplexity.setValueFactory(
                new SpinnerValueFactory.DoubleSpinnerValueFactory(
                        1, 500, viewModel.perplexityProperty().get(), 5));
        iterations.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        50, 20_000, viewModel.iterationsProperty().get(), 250));
        seed.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        0, Integer.MAX_VALUE, viewModel.seedProperty().get(), 1));
        OptionSpinners.bind(
                perplexity,
                viewModel.perplexityProperty(),
                perplexityLabel,
                messages.text("prototypes.perplexity.tip"));
        OptionSpinners.bind(
                iterations,
                viewModel.iterationsProperty(),
                iterationsLabel,
                messages.text("prototypes.iterations.tip"));
        OptionSpinners.bind(
                seed, viewModel.seedProperty(), seedLabel, messages.text("prototypes.seed.tip"));
        start.getItems().setAll(TsneOptions.Initialisation.values());
        start.setConverter(new StartNames(messages));
        start.valueProperty().bindBidirectional(viewModel.startProperty());
        startLabel.setLabelFor(start);
        startLabel.setTooltip(OptionSpinners.tooltip(messages.text("prototypes.start.tip")));
    }

    private void mapParts() {
        hoverCard = new HoverCard(context.thumbnails(), messages);
        IdentitySearch search = new IdentitySearch(searchField, viewModel, messages, this::choose);
        searchField.setId("identity-search");
        canvas.onHover(this::hover);
        canvas.onChoose(point -> viewModel.selectedProperty().set(point));
        place(search, Pos.TOP_LEFT);
        mapCard.getChildren()
                .addAll(
                        canvas,
                        place(legend(), Pos.BOTTOM_LEFT),
                        place(buttons(), Pos.BOTTOM_RIGHT),
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
            if (viewModel.computingProperty().get().isPresent()) {
                viewModel.togglePause();
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

    private Region legend() {
        children.setId("show-children");
        adults.setId("show-adults");
        sampled.getStyleClass().add("secondary");
        sampled.managedProperty().bind(sampled.textProperty().isNotEmpty());
        VBox box = new VBox(entry(children, "child"), entry(adults, "adult"), sampled);
        box.getStyleClass().add("map-overlay");
        box.setId("map-legend");
        return box;
    }

    private Node entry(CheckBox box, String style) {
        Region dot = new Region();
        dot.getStyleClass().addAll("legend-dot", style);
        box.setSelected(true);
        box.selectedProperty()
                .addListener(
                        (o, old, now) ->
                                canvas.setShown(children.isSelected(), adults.isSelected()));
        HBox line = new HBox(8, dot, box);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Region buttons() {
        MenuButton save = new MenuButton("", Icons.of(Feather.DOWNLOAD));
        save.setId("save-map");
        save.getStyleClass().addAll("quiet", "icon-only");
        save.setTooltip(new Tooltip(messages.text("chart.menu")));
        save.getItems().setAll(saveItems());
        VBox box =
                new VBox(
                        button(
                                "zoom-in",
                                Feather.PLUS,
                                "prototypes.zoomIn",
                                () -> canvas.zoom(1.4)),
                        button(
                                "zoom-out",
                                Feather.MINUS,
                                "prototypes.zoomOut",
                                () -> canvas.zoom(1 / 1.4)),
                        button("zoom-fit", Feather.MAXIMIZE, "prototypes.zoomFit", canvas::fit),
                        save);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().addAll("map-overlay", "bare");
        return box;
    }

    private List<MenuItem> saveItems() {
        return context.charts()
                .export()
                .menuItems(
                        () -> "prototypes-" + runName(),
                        (graphics, width, height) ->
                                viewModel
                                        .mapProperty()
                                        .get()
                                        .ifPresent(
                                                now ->
                                                        new MapFigure(
                                                                        messages.text(
                                                                                "prototypes.figure",
                                                                                runName()),
                                                                        childWord(now),
                                                                        adultWord(now))
                                                                .draw(
                                                                        graphics, now, width,
                                                                        height)),
                        720,
                        640,
                        () -> MapFigure.table(viewModel.mapProperty().get().orElseThrow()));
    }

    private String runName() {
        return viewModel.runs().selectedProperty().get().map(Candidate::name).orElse("");
    }

    private Button button(String id, Ikon icon, String key, Runnable action) {
        Button button = new Button("", Icons.of(icon));
        button.setId(id);
        button.getStyleClass().add("quiet");
        button.setTooltip(new Tooltip(messages.text(key)));
        button.setOnAction(e -> action.run());
        return button;
    }

    private Region progressCard() {
        Button pause = new Button();
        pause.setId("pause-map");
        pause.textProperty()
                .bind(
                        Bindings.when(viewModel.pausedProperty())
                                .then(messages.text("prototypes.continue"))
                                .otherwise(messages.text("prototypes.pause")));
        pause.setOnAction(e -> viewModel.togglePause());
        ProgressCard card =
                new ProgressCard(
                        viewModel.computingProperty(),
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
                                        && viewModel.computingProperty().get().isEmpty(),
                        viewModel.mapSoughtProperty(),
                        viewModel.mapProperty(),
                        viewModel.computingProperty());
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

    private String childWord(MapView map) {
        return messages.text("prototypes.legend.child", Formats.count(map.children()));
    }

    private String adultWord(MapView map) {
        return messages.text(
                "prototypes.legend.adult", Formats.count(map.points().size() - map.children()));
    }

    private void show(Optional<MapView> map) {
        canvas.show(map);
        hoverCard.setVisible(false);
        mapCard.lookupAll(".map-overlay").stream()
                .filter(node -> "map-legend".equals(node.getId()))
                .forEach(node -> node.setVisible(map.isPresent()));
        children.setText(map.map(this::childWord).orElse(""));
        adults.setText(map.map(this::adultWord).orElse(""));
        sampled.setText(
                map.filter(MapView::isSampled)
                        .map(
                                now ->
                                        messages.text(
                                                "prototypes.sampled",
                                                Formats.count(MapView.MOST_DRAWN),
                                                Formats.count(now.points().size())))
                        .orElse(""));
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
                viewModel.faces(at.identity(), HoverCard.FACES),
                canvas.place(point.getAsInt()),
                mapCard);
    }

    private void choose(int point) {
        viewModel.selectedProperty().set(OptionalInt.of(point));
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
                viewModel.neighboursProperty().get().stream()
                        .map(neighbour -> viewModel.find(neighbour.identity()))
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .toList();
        OptionalInt point =
                viewModel.mapProperty().get().isPresent()
                        ? viewModel.selectedProperty().get()
                        : OptionalInt.empty();
        canvas.mark(point, viewModel.mapProperty().get().isPresent() ? near : List.of());
    }
}
