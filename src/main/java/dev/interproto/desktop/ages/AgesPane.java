package dev.interproto.desktop.ages;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.control.AgeTexts;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.AgeHistogram;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.workspace.job.AgeEstimation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Sources with counts and what can be done, the histogram, the map of rules. */
final class AgesPane extends ScrollPane {
    private final WorkbenchContext context;
    private final Messages messages;
    private final AgeWork work;
    private final DatasetTab.Host host;
    private final Label headline = new Label();
    private final Label meaning = new Label();
    private final FlowPane sources = new FlowPane(20, 6);
    private final VBox card = new VBox(10);
    private final Button undo;
    private final Button removeEstimates;
    private final Button export;
    private final EstimateCard estimate;
    private final AgeHistogram histogram;
    private final RuleMap map;
    private Optional<DatasetTab.Shown> shown = Optional.empty();

    /**
     * @param enter goes to where ages are entered by hand
     */
    AgesPane(WorkbenchContext context, AgeWork work, DatasetTab.Host host, Runnable enter) {
        this.context = context;
        this.messages = context.messages();
        this.work = work;
        this.host = host;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        estimate = new EstimateCard(context, work, this::estimate);
        histogram = new AgeHistogram(context, host.childAge());
        map = new RuleMap(context, host);
        undo = button("ages-take-back", "ages.undo", Feather.ROTATE_CCW, () -> on(work::undo));
        removeEstimates =
                button(
                        "ages-remove-estimates",
                        "ages.removeEstimates",
                        Feather.TRASH_2,
                        () -> on(work::removeEstimates));
        export = button("ages-export", "ages.export", Feather.UPLOAD, this::export);
        headline.getStyleClass().add("section-title");
        headline.setId("ages-headline");
        meaning.setWrapText(true);
        meaning.setMinHeight(Region.USE_PREF_SIZE);
        sources.setRowValignment(VPos.CENTER);
        card.getStyleClass().add("card");
        card.getChildren().addAll(headline, meaning, sources, waysOut(enter), furtherActions());
        histogram.chart().setPrefHeight(230);
        histogram.chart().setMinHeight(200);
        map.chart().setPrefHeight(400);
        map.chart().setMinHeight(320);
        VBox content = new VBox(12, card, estimate, map.chart(), histogram.chart());
        content.setMinWidth(0);
        setContent(content);
    }

    private Node waysOut(Runnable enter) {
        return row(
                button("ages-labels", "ages.way.labels", Feather.FILE_TEXT, this::chooseLabels),
                button("ages-names", "ages.way.names", Feather.TAG, this::fromNames),
                button("ages-enter", "ages.way.enter", Feather.EDIT_3, enter),
                button("ages-estimate", "ages.way.estimate", Feather.CPU, estimate::open));
    }

    private Node furtherActions() {
        return row(
                button("ages-import", "ages.import", Feather.DOWNLOAD, this::importAges),
                export,
                removeEstimates,
                undo);
    }

    private static FlowPane row(Button... buttons) {
        FlowPane row = new FlowPane(8, 8, buttons);
        row.setRowValignment(VPos.CENTER);
        return row;
    }

    private Button button(String id, String key, Ikon icon, Runnable action) {
        Button button = new Button(messages.text(key), Icons.of(icon));
        button.setId(id);
        button.setOnAction(e -> action.run());
        button.disableProperty().bind(work.busyProperty());
        return button;
    }

    void show(Optional<DatasetTab.Shown> dataset) {
        shown = dataset;
        setVisible(dataset.isPresent());
        dataset.ifPresent(
                now -> {
                    DatasetSummary summary = now.summary();
                    describe(summary);
                    // Without ages they would show nothing but zeros.
                    boolean any = summary.agedImages() > 0;
                    visible(histogram.chart(), any);
                    visible(map.chart(), any);
                    histogram.show(summary);
                    map.show(summary);
                    estimate.show(summary);
                    visible(undo, work.canUndo(summary.dataset()));
                });
    }

    private void describe(DatasetSummary summary) {
        int without = summary.images() - summary.agedImages();
        boolean none = summary.agedImages() == 0;
        headline.setText(
                none
                        ? messages.text("ages.none")
                        : messages.text(
                                "ages.some",
                                Formats.count(summary.agedImages()),
                                Formats.count(summary.images())));
        meaning.setText(
                none
                        ? messages.text("ages.none.meaning")
                        : without > 0 ? messages.text("ages.some.meaning") : "");
        visible(meaning, !meaning.getText().isEmpty());
        Map<AgeSource, Integer> counts = summary.dataset().ageCounts();
        sources.getChildren().clear();
        counts.forEach(
                (source, count) ->
                        sources.getChildren()
                                .add(figure(AgeTexts.source(source, messages), count)));
        if (without > 0 && !none) {
            sources.getChildren().add(figure(messages.text("ages.without"), without));
        }
        visible(sources, !sources.getChildren().isEmpty());
        visible(removeEstimates, counts.containsKey(AgeSource.ESTIMATED));
        visible(
                export,
                counts.containsKey(AgeSource.ESTIMATED) || counts.containsKey(AgeSource.EDITED));
    }

    private static void visible(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Node figure(String name, int count) {
        Label number = new Label(Formats.count(count));
        number.getStyleClass().add("strong");
        Label what = new Label(name);
        what.getStyleClass().add("secondary");
        return new HBox(6, number, what);
    }

    private void on(Consumer<AgeWork.On> action) {
        shown.ifPresent(
                now ->
                        action.accept(
                                new AgeWork.On(
                                        now.known(), now.summary().dataset(), host::changed)));
    }

    private void estimate(AgeEstimation asked) {
        on(now -> work.estimate(now, asked));
    }

    private void chooseLabels() {
        context.files()
                .chooseFile(
                        messages.text("datasets.ages.title"),
                        messages.text("datasets.ages.kind"),
                        List.of("*.txt", "*.csv"))
                .ifPresent(file -> host.useAgeLabels(Optional.of(file)));
    }

    /** Looks first, since names without ages would leave everything as it is without a word. */
    private void fromNames() {
        on(
                now ->
                        context.tasks()
                                .run(
                                        new BackgroundTask<>(
                                                        messages.text("ages.task.names"),
                                                        progress ->
                                                                AgeLabels.auto(now.known().root()))
                                                .onSuccess(this::useNames)));
    }

    private void useNames(AgeLabels found) {
        if (found instanceof AgeLabels.None) {
            context.notifications()
                    .failure(
                            messages.text("ages.way.names"),
                            new UserFacingException(
                                    messages.text("ages.noNames"),
                                    messages.text("ages.noNames.meaning"),
                                    messages.text("ages.noNames.remedy")));
        } else {
            context.notifications().status(found.describe());
            host.useAgeLabels(Optional.empty());
        }
    }

    private void importAges() {
        context.files()
                .chooseFile(
                        messages.text("ages.import"),
                        messages.text("ages.import.kind"),
                        List.of("*.csv"))
                .ifPresent(file -> on(now -> work.take(now, file)));
    }

    private void export() {
        on(
                now -> {
                    Optional<Path> file =
                            context.files()
                                    .saveFile(
                                            messages.text("ages.export"),
                                            "ages-" + now.known().name().replaceAll("\\W+", "-"),
                                            "csv");
                    file.ifPresent(target -> work.export(now.dataset(), target));
                });
    }
}
