package dev.interproto.desktop.training;

import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.chart.CurveChart;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.training.LearningRateFinder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Learning rate and λ over the run that is set up, and the search for a learning rate. */
final class RateCard {
    private static final double SCHEDULE_HEIGHT = 184;
    private static final double CURVE_HEIGHT = 264;

    /** Above the highest value of a schedule. */
    private static final double ROOM = 1.1;

    private final Messages messages;
    private final SetupViewModel viewModel;
    private final RateFinding finding;
    private final CurveChart rate;
    private final CurveChart lambda;
    private final CurveChart curve;
    private final Label sentence = new Label();
    private final Button use = new Button();
    private final VBox found = new VBox(8);

    RateCard(Charts charts, Messages messages, SetupViewModel viewModel) {
        this.messages = messages;
        this.viewModel = viewModel;
        this.finding = viewModel.rates();
        String step = messages.text("training.chart.step");
        String rateName = messages.text("training.chart.rate.y");
        rate = charts.curves(messages.text("training.chart.rate"), step, rateName);
        rate.setId("schedule-rate");
        lambda = charts.curves(messages.text("training.rates.lambda"), step, "λ");
        lambda.setId("schedule-lambda");
        curve =
                charts.curves(
                        messages.text("training.finder.chart"),
                        rateName,
                        messages.text("training.chart.loss.y"));
        curve.setId("finder-curve");
        curve.setHorizontalLogarithmic();
    }

    /** Fills a card and keeps it up to date. */
    void fill(VBox card) {
        Label title = new Label(messages.text("training.rates"));
        title.getStyleClass().add("section-title");
        HBox schedules = new HBox(16, rate, lambda);
        for (CurveChart chart : List.of(rate, lambda)) {
            chart.setPrefHeight(SCHEDULE_HEIGHT);
            chart.setMinWidth(0);
            chart.setPrefWidth(0); // both alike
            chart.hideLegend();
            HBox.setHgrow(chart, Priority.ALWAYS);
        }
        card.getChildren().addAll(title, schedules, tools(), about(), found());
        viewModel.scheduleProperty().addListener((o, old, now) -> show(now));
        show(viewModel.scheduleProperty().get());
        finding.foundProperty().addListener((o, old, now) -> show());
        finding.outdatedProperty().addListener((o, old, now) -> describe());
        show();
    }

    private void show(Optional<SchedulePreview> schedule) {
        String hint = schedule.isEmpty() ? messages.text("training.rates.unknown") : "";
        List<SchedulePreview.Point> points =
                schedule.map(SchedulePreview::points).orElse(List.of());
        String rateName = messages.text("training.chart.rate");
        draw(rate, hint, rateName, Meaning.ADULT, points, SchedulePreview.Point::rate);
        draw(lambda, hint, "λ", Meaning.CHILD, points, SchedulePreview.Point::lambda);
    }

    private static void draw(
            CurveChart chart,
            String hint,
            String name,
            Meaning colour,
            List<SchedulePreview.Point> points,
            ToDoubleFunction<SchedulePreview.Point> value) {
        chart.setHint(hint);
        chart.addCurve(name, colour.colour(), false);
        points.forEach(point -> chart.append(name, point.step(), value.applyAsDouble(point)));
        double most = points.stream().mapToDouble(value).max().orElse(0);
        chart.setVerticalRange(0, most > 0 ? ROOM * most : 1);
        chart.flush();
    }

    private Node tools() {
        Button find = new Button(messages.text("training.finder.find"), Icons.of(Feather.SEARCH));
        find.setId("find-rate");
        find.setTooltip(new Tooltip(messages.text("training.finder.find.tip")));
        find.setOnAction(e -> finding.find());
        var busy = finding.progressProperty().greaterThan(RateFinding.IDLE);
        find.disableProperty()
                .bind(busy.or(viewModel.readyProperty().not()).or(wrong(finding.steps())));
        TextField steps = new TextField();
        steps.setId("finder-steps");
        steps.setPrefColumnCount(5);
        steps.setTooltip(new Tooltip(messages.text("training.finder.steps.tip")));
        Label error = new Label();
        error.getStyleClass().add("field-error");
        FormControls.bind(steps, error, finding.steps());
        Label stepsName = new Label(messages.text("training.finder.steps"));
        stepsName.setLabelFor(steps);
        stepsName.getStyleClass().add("secondary");
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(finding.progressProperty());
        Button cancel = new Button(messages.text("training.finder.cancel"), Icons.of(Feather.X));
        cancel.setId("finder-cancel");
        cancel.setOnAction(e -> finding.cancel());
        for (Region part : List.of(bar, cancel)) {
            part.visibleProperty().bind(busy);
            part.managedProperty().bind(busy);
        }
        HBox tools = new HBox(12, find, stepsName, steps, error, bar, cancel);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private static javafx.beans.binding.BooleanBinding wrong(FormField<?> field) {
        return field.errorProperty().isNotEmpty();
    }

    private Node about() {
        Label about = new Label(messages.text("training.finder.about"));
        about.getStyleClass().add("secondary");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        return about;
    }

    private Node found() {
        curve.setPrefHeight(CURVE_HEIGHT);
        sentence.setId("finder-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        use.setId("use-rate");
        use.getStyleClass().add("primary");
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.setOnAction(e -> finding.use());
        HBox row = new HBox(16, sentence, use);
        row.setAlignment(Pos.CENTER_LEFT);
        found.getChildren().setAll(curve, row);
        return found;
    }

    private void show() {
        Optional<RateFinding.Found> now = finding.foundProperty().get();
        found.setVisible(now.isPresent());
        found.setManaged(now.isPresent());
        now.ifPresent(this::draw);
        describe();
    }

    private void draw(RateFinding.Found now) {
        String loss = messages.text("training.chart.loss");
        String smoothed = messages.text("training.finder.smoothed");
        curve.clear();
        curve.addCurve(loss, Meaning.ADULT.colour().deriveColor(0, 1, 1, 0.5), false);
        curve.addCurve(smoothed, Meaning.ADULT.colour(), false);
        for (LearningRateFinder.Point point : now.result().points()) {
            curve.append(loss, point.rate(), point.loss());
            curve.append(smoothed, point.rate(), point.smoothed());
        }
        curve.clearMark();
        now.result()
                .suggestion()
                .ifPresent(
                        rate ->
                                curve.setMark(
                                        rate,
                                        messages.text(
                                                "training.finder.mark", RunTexts.number(rate))));
        curve.flush();
    }

    private void describe() {
        Optional<String> suggestion = finding.suggestion();
        use.setVisible(suggestion.isPresent());
        use.setManaged(suggestion.isPresent());
        use.setText(messages.text("training.finder.use", suggestion.orElse("")));
        sentence.setText(
                finding.foundProperty()
                        .get()
                        .map(
                                now ->
                                        String.join(
                                                " ",
                                                end(now.result()),
                                                suggestion
                                                        .map(
                                                                rate ->
                                                                        messages.text(
                                                                                "training.finder.suggestion",
                                                                                rate))
                                                        .orElseGet(
                                                                () ->
                                                                        messages.text(
                                                                                "training.finder.none")),
                                                finding.outdatedProperty().get()
                                                        ? messages.text("training.finder.outdated")
                                                        : ""))
                        .orElse(""));
    }

    private String end(LearningRateFinder.Result result) {
        double last =
                result.points().isEmpty()
                        ? Double.NaN
                        : result.points().get(result.points().size() - 1).rate();
        String rate = String.format(Locale.ROOT, "%.2g", last);
        return result.ranAway()
                ? messages.text("training.finder.ranAway", rate)
                : messages.text("training.finder.borne", rate);
    }
}
