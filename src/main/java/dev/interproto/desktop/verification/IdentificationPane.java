package dev.interproto.desktop.verification;

import dev.interproto.desktop.chart.CurveChart;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.verification.IdentificationReport;
import dev.interproto.verification.RankRate;
import dev.interproto.workspace.StoredIdentification;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.feather.Feather;

/** Children looked for among adults: rates, the curve, and every query with the nearest faces. */
final class IdentificationPane extends StackPane {
    private static final double CURVE_WIDTH = 360;

    /** In a small window the whole scrolls rather than the table having no room. */
    private static final double LOWER_HEIGHT = 300;

    private final WorkbenchContext context;
    private final Messages messages;
    private final IdentificationViewModel viewModel;
    private final FlowPane figures = new FlowPane(24, 8);
    private final Label about = new Label();
    private final CurveChart curve;

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
        QueriesTable queries = new QueriesTable(context, viewModel.queries());
        HBox.setHgrow(queries, Priority.ALWAYS);
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
        getChildren().setAll(new VBox(12, new IdentificationTools(viewModel, messages), place));
        viewModel.chosenProperty().addListener((o, old, now) -> show(now));
        show(viewModel.chosenProperty().get());
    }

    private BooleanBinding isChosen() {
        return Bindings.createBooleanBinding(
                () -> viewModel.chosenProperty().get().isPresent(), viewModel.chosenProperty());
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

    private void show(Optional<StoredIdentification> now) {
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
