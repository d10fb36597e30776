package dev.interproto.desktop.compare;

import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.verification.Comparison;
import dev.interproto.verification.SimilarityHistogram;
import dev.interproto.workspace.StoredEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** Binds the view of {@code compare.fxml} to its view model. */
final class CompareController {
    private static final double CROP = 112;
    private static final KeyCombination PASTE =
            new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);

    private final WorkbenchContext context;
    private final Messages messages;
    private final CompareViewModel viewModel;
    private HistogramChart histogram;

    @FXML private StackPane root;
    @FXML private VBox content;
    @FXML private HBox photographs;
    @FXML private HBox crops;
    @FXML private Region verdictMark;
    @FXML private Label verdict;
    @FXML private Label figures;
    @FXML private Label origin;
    @FXML private Hyperlink evaluateLink;
    @FXML private StackPane chartPlace;

    CompareController(WorkbenchContext context, CompareViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
    }

    @FXML
    private void initialize() {
        photographs
                .getChildren()
                .addAll(
                        new PhotoPane(context, viewModel, true, viewModel.firstProperty()),
                        new PhotoPane(context, viewModel, false, viewModel.secondProperty()));
        crops.getChildren()
                .addAll(crop(viewModel.firstProperty()), crop(viewModel.secondProperty()));
        verdict.setId("verdict");
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        figures.setId("verdict-figures");
        figures.managedProperty().bind(figures.textProperty().isNotEmpty());
        origin.setId("verdict-origin");
        histogram =
                context.charts()
                        .histogram(
                                messages.text("compare.histogram"),
                                messages.text("verification.histogram.x"),
                                messages.text("compare.histogram.y"));
        chartPlace.getChildren().add(histogram);
        chartPlace.managedProperty().bind(chartPlace.visibleProperty());
        evaluateLink.managedProperty().bind(evaluateLink.visibleProperty());
        evaluateLink.setOnAction(e -> goToVerification());
        for (ObservableValue<?> shown :
                List.of(
                        viewModel.comparisonProperty(),
                        viewModel.workingProperty(),
                        viewModel.firstProperty(),
                        viewModel.secondProperty(),
                        viewModel.runs().selectedProperty(),
                        viewModel.runs().listedProperty())) {
            shown.addListener((o, old, now) -> show());
        }
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::paste);
        show();
    }

    private static VBox crop(ObservableValue<Side> side) {
        ImageView view = new ImageView();
        view.setFitWidth(CROP);
        view.setFitHeight(CROP);
        Rectangle clip = new Rectangle(CROP, CROP);
        clip.setArcWidth(12);
        clip.setArcHeight(12);
        view.setClip(clip);
        side.addListener((o, old, now) -> view.setImage(PhotoPane.crop(now).orElse(null)));
        VBox frame = new VBox(view);
        frame.getStyleClass().add("crop-frame");
        return frame;
    }

    private void show() {
        Optional<Comparison> comparison = viewModel.comparisonProperty().get();
        Optional<Verdict> words = comparison.map(c -> Verdict.of(c, messages));
        verdict.setText(words.map(Verdict::sentence).orElseGet(this::waitingFor));
        figures.setText(words.map(Verdict::figures).orElse(""));
        origin.setText(words.map(Verdict::origin).orElseGet(this::hint));
        origin.setVisible(!origin.getText().isEmpty());
        verdictMark
                .getStyleClass()
                .setAll(
                        "verdict-mark",
                        comparison
                                .flatMap(Comparison::same)
                                .map(same -> same ? "same" : "different")
                                .orElse("open"));
        evaluateLink.setVisible(comparison.isPresent() && comparison.get().same().isEmpty());
        Optional<StoredEvaluation> evaluation = viewModel.evaluationProperty().get();
        chartPlace.setVisible(comparison.isPresent() && evaluation.isPresent());
        if (chartPlace.isVisible()) {
            showHistogram(comparison.get(), evaluation.get().report().histogram());
        }
    }

    private String waitingFor() {
        if (viewModel.workingProperty().get()) {
            return messages.text("compare.working");
        }
        boolean faces =
                viewModel.firstProperty().get().comparable().isPresent()
                        && viewModel.secondProperty().get().comparable().isPresent();
        return faces && viewModel.runs().listedProperty().get()
                ? messages.text("compare.noRun")
                : messages.text("compare.waiting");
    }

    private String hint() {
        return viewModel.runs().listedProperty().get() && viewModel.runs().runs().isEmpty()
                ? messages.text("compare.noRun.hint")
                : messages.text("compare.waiting.hint");
    }

    private void showHistogram(Comparison comparison, SimilarityHistogram bars) {
        histogram.clear();
        histogram.setBins(
                messages.text("verification.genuine"), bins(bars, Meaning.GENUINE, bars.genuine()));
        histogram.setBins(
                messages.text("verification.impostor"),
                bins(bars, Meaning.IMPOSTOR, bars.impostor()));
        double here = comparison.similarity();
        histogram.setHorizontalRange(
                Math.min(bars.from(), here - bars.barWidth()),
                Math.max(bars.to(), here + bars.barWidth()));
        comparison.threshold().ifPresent(histogram::setThreshold);
        histogram.setMark(here, messages.text("compare.histogram.here"));
    }

    private static HistogramChart.Bins bins(
            SimilarityHistogram bars, Meaning meaning, List<Integer> counts) {
        double pairs = Math.max(1, counts.stream().mapToInt(Integer::intValue).sum());
        return new HistogramChart.Bins(
                meaning.colour(),
                bars.from(),
                bars.barWidth(),
                counts.stream().mapToDouble(count -> count / pairs).toArray());
    }

    private void goToVerification() {
        context.navigation()
                .open(
                        PageId.VERIFICATION,
                        viewModel
                                .runs()
                                .selectedProperty()
                                .get()
                                .map(Candidate::home)
                                .map(PageArgument::of)
                                .orElseGet(PageArgument.None::new));
    }

    /** Photographs copied in a file browser, or their paths as lines of text. */
    private void paste(KeyEvent key) {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (!PASTE.match(key) || key.getTarget() instanceof TextInputControl) {
            return;
        }
        List<Path> files =
                clipboard.hasFiles()
                        ? clipboard.getFiles().stream().map(java.io.File::toPath).toList()
                        : Optional.ofNullable(clipboard.getString()).stream()
                                .flatMap(String::lines)
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .map(Path::of)
                                .toList();
        take(files);
        key.consume();
    }

    /** Takes files and shows a refusal. */
    void take(List<Path> files) {
        try {
            viewModel.take(files);
        } catch (RuntimeException e) {
            context.notifications().failure(messages.text("compare.title"), e);
        }
    }
}
