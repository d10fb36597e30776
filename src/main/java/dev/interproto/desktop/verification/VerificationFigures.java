package dev.interproto.desktop.verification;

import dev.interproto.dataset.duplicate.Overlap;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.verification.BootstrapIntervals;
import dev.interproto.verification.Interval;
import dev.interproto.verification.TarAtFar;
import dev.interproto.verification.VerificationReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The row of figures on top: every accuracy under its protocol's name, with its pairs. */
final class VerificationFigures {
    private static final double PLAIN_WIDTH = 76;

    /** Narrow enough for all figures in a line of the smallest window. */
    private static final double NOTED_WIDTH = 118;

    /** Figures with a note, which share what room the others (about so many pixels) leave. */
    private static final int NOTED = 3;

    private static final double PLAIN_FIGURES = 560;

    private final FlowPane strip;
    private final Label banner;
    private final Messages messages;
    private final Runnable showMissing;
    private final Runnable compareModels;
    private final Runnable takeApart;

    /**
     * @param banner above the figures: why they do not count
     */
    VerificationFigures(
            FlowPane strip,
            Label banner,
            Messages messages,
            Runnable showMissing,
            Runnable compareModels,
            Runnable takeApart) {
        this.strip = strip;
        this.banner = banner;
        banner.managedProperty().bind(banner.visibleProperty());
        banner.setVisible(false);
        this.messages = messages;
        this.showMissing = showMissing;
        this.compareModels = compareModels;
        this.takeApart = takeApart;
    }

    void show(VerificationReport report) {
        List<String> overlap = report.overlap().map(Overlap::sentences).orElse(List.of());
        banner.setText(String.join(" ", overlap));
        banner.setVisible(!overlap.isEmpty());
        strip.getChildren()
                .setAll(
                        best(report),
                        folds(report),
                        figure(
                                "figure-auc",
                                Formats.decimal(report.auc().orElse(Double.NaN), 4),
                                interval(report, BootstrapIntervals::auc, ends -> auc(ends)),
                                messages.text("verification.auc"),
                                ""),
                        figure(
                                "figure-eer",
                                Formats.percent(report.eer().orElse(Double.NaN)),
                                interval(report, BootstrapIntervals::eer, ends -> percent(ends)),
                                messages.text("verification.eer"),
                                ""),
                        tars(report),
                        pairs(report));
    }

    private Node best(VerificationReport report) {
        return figure(
                "figure-best",
                Formats.percent(report.bestThresholdAccuracy()),
                interval(report, BootstrapIntervals::bestThresholdAccuracy, ends -> percent(ends)),
                VerificationReport.BEST_THRESHOLD_NAME,
                messages.text(
                        "verification.best.note",
                        Formats.count(report.pairs()),
                        Formats.decimal(report.bestThreshold(), 4)));
    }

    private Node folds(VerificationReport report) {
        boolean known = report.kfoldAccuracyMean().isPresent();
        String name =
                messages.text(
                        "verification.kfold",
                        known ? Integer.toString(report.folds().size()) : "10");
        String note =
                known
                        ? messages.text(
                                report.listFolds()
                                        ? "verification.kfold.list"
                                        : "verification.kfold.seeded",
                                Formats.count(report.pairs()),
                                Formats.percent(report.kfoldAccuracyStd().orElse(Double.NaN)))
                        : messages.text("verification.kfold.none");
        return figure(
                "figure-kfold",
                Formats.percent(report.kfoldAccuracyMean().orElse(Double.NaN)),
                interval(report, BootstrapIntervals::kfoldAccuracyMean, ends -> percent(ends)),
                name,
                note);
    }

    private Node tars(VerificationReport report) {
        VBox lines = new VBox(2);
        lines.setId("figure-tar");
        lines.setMinWidth(Region.USE_PREF_SIZE);
        for (int i = 0; i < report.tarAtFar().size(); i++) {
            TarAtFar tar = report.tarAtFar().get(i);
            int place = i;
            Label label =
                    new Label(
                            messages.text(
                                    "verification.tar",
                                    far(tar.far()),
                                    Formats.percent(tar.tar())));
            HBox line = new HBox(4, label);
            interval(report, intervals -> intervals.tarAtFar(place), ends -> percent(ends))
                    .ifPresent(line.getChildren()::add);
            line.getStyleClass().add("tar-line");
            line.setAlignment(Pos.CENTER_LEFT);
            if (!tar.enoughImpostors()) {
                line.getStyleClass().add("caution");
                line.getChildren().add(Icons.of(Feather.ALERT_TRIANGLE));
                Tooltip.install(
                        line,
                        wrapped(
                                messages.text(
                                        "verification.tar.caution",
                                        Formats.count(report.impostorPairs()),
                                        far(tar.far()))));
            }
            lines.getChildren().add(line);
        }
        lines.getChildren()
                .add(
                        new HBox(
                                8,
                                link("take-apart", "verification.apart", takeApart),
                                link("compare-models", "verification.models", compareModels)));
        return lines;
    }

    private Hyperlink link(String id, String key, Runnable action) {
        Hyperlink link = new Hyperlink(messages.text(key));
        link.setId(id);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(e -> action.run());
        return link;
    }

    private Node pairs(VerificationReport report) {
        VBox box =
                figure(
                        "figure-pairs",
                        Formats.count(report.pairs()),
                        Optional.empty(),
                        messages.text("verification.pairs"),
                        messages.text(
                                "verification.pairs.note",
                                Formats.count(report.genuinePairs()),
                                Formats.count(report.impostorPairs())));
        if (report.missingPairs() > 0) {
            Hyperlink missing =
                    new Hyperlink(
                            messages.text(
                                    "verification.missing", Formats.count(report.missingPairs())));
            missing.setId("missing-pairs");
            missing.setMinWidth(Region.USE_PREF_SIZE);
            missing.setOnAction(e -> showMissing.run());
            box.getChildren().add(missing);
        }
        List<String> cautions = report.cautions();
        if (!cautions.isEmpty()) {
            Label label =
                    new Label(
                            messages.text("verification.cautions", cautions.size()),
                            Icons.of(Feather.ALERT_TRIANGLE));
            label.setId("cautions");
            label.getGraphic().getStyleClass().add("caution-icon");
            label.setTooltip(wrapped(String.join("\n\n", cautions)));
            box.getChildren().add(label);
        }
        return box;
    }

    /** What a figure wanders between with other people in the test set, in small. */
    private Optional<Node> interval(
            VerificationReport report,
            Function<BootstrapIntervals, Optional<Interval>> which,
            Function<Interval, String> words) {
        return report.intervals()
                .flatMap(
                        all ->
                                which.apply(all)
                                        .map(
                                                ends -> {
                                                    Label label = new Label(words.apply(ends));
                                                    label.getStyleClass().add("interval");
                                                    label.setMinWidth(Region.USE_PREF_SIZE);
                                                    label.setTooltip(wrapped(explained(all)));
                                                    return label;
                                                }));
    }

    private String explained(BootstrapIntervals all) {
        return messages.text(
                all.unit() == BootstrapIntervals.Unit.IDENTITY
                        ? "verification.interval.identities"
                        : "verification.interval.pairs",
                Formats.count(all.draws()),
                Formats.count(all.units()));
    }

    private String percent(Interval ends) {
        return messages.text(
                "verification.interval",
                Formats.decimal(100 * ends.low(), 1),
                Formats.decimal(100 * ends.high(), 1));
    }

    private String auc(Interval ends) {
        return messages.text(
                "verification.interval",
                Formats.decimal(ends.low(), 3),
                Formats.decimal(ends.high(), 3));
    }

    private VBox figure(
            String id, String number, Optional<Node> interval, String name, String note) {
        Label value = new Label(number);
        value.getStyleClass().add("number");
        value.setMinWidth(Region.USE_PREF_SIZE);
        Label words = new Label(name);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(value);
        interval.ifPresent(box.getChildren()::add);
        box.getChildren().add(words);
        box.setId(id);
        box.getStyleClass().add("figure");
        box.setMinWidth(PLAIN_WIDTH);
        if (!note.isEmpty()) {
            box.prefWidthProperty()
                    .bind(
                            Bindings.max(
                                    NOTED_WIDTH,
                                    strip.widthProperty().subtract(PLAIN_FIGURES).divide(NOTED)));
        }
        if (!note.isEmpty()) {
            Label small = new Label(note);
            small.setWrapText(true);
            small.setMinHeight(Region.USE_PREF_SIZE);
            box.getChildren().add(small);
        }
        return box;
    }

    private static Tooltip wrapped(String text) {
        Tooltip tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        return tooltip;
    }

    /** 0.001 as {@code 0.1 %}. */
    static String far(double far) {
        return new java.math.BigDecimal(Double.toString(far))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + "\u2009%";
    }
}
