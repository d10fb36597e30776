package dev.interproto.desktop.ages;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.ChildRuleTable;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.chart.HeatMapChart;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.task.BackgroundTask;
import java.util.Optional;

/**
 * How many child identities each choice of the rule gives, as a heat map on which the rule is
 * chosen.
 */
final class RuleMap {
    private static final int FROM_AGE = 6;
    private static final int TO_AGE = 18;
    private static final int MOST_IMAGES = 20;

    /** Above this many images counting takes longer than a frame should. */
    private static final int MANY = 1_000_000;

    private final WorkbenchContext context;
    private final Messages messages;
    private final DatasetTab.Host host;
    private final HeatMapChart chart;
    private Optional<ChildRuleTable> counts = Optional.empty();
    private Optional<DatasetSummary> shown = Optional.empty();

    RuleMap(WorkbenchContext context, DatasetTab.Host host) {
        this.context = context;
        this.messages = context.messages();
        this.host = host;
        chart =
                context.charts()
                        .heatMap(
                                messages.text("ages.map"),
                                messages.text("ages.map.x"),
                                messages.text("ages.map.y"));
        chart.setId("ages-map");
        chart.setExplanation(this::explain);
        chart.onChosen(
                (filter, age) -> {
                    host.childFilter().set(filter);
                    host.childAge().set(age);
                });
        host.childAge().addListener((o, old, now) -> outline());
        host.childFilter().addListener((o, old, now) -> outline());
        outline();
    }

    HeatMapChart chart() {
        return chart;
    }

    void show(DatasetSummary summary) {
        if (shown.filter(before -> before == summary).isPresent()) {
            return;
        }
        shown = Optional.of(summary);
        if (summary.images() <= MANY) {
            accept(summary, count(summary));
            return;
        }
        context.tasks()
                .run(
                        new BackgroundTask<>(
                                        messages.text("ages.task.count"),
                                        (Progress progress) -> count(summary))
                                .onSuccess(table -> accept(summary, table)));
    }

    private static ChildRuleTable count(DatasetSummary summary) {
        return ChildRuleTable.of(summary.dataset(), FROM_AGE, TO_AGE, MOST_IMAGES);
    }

    private void accept(DatasetSummary summary, ChildRuleTable table) {
        if (shown.filter(now -> now == summary).isEmpty()) {
            return;
        }
        counts = Optional.of(table);
        int[][] cells = new int[TO_AGE - FROM_AGE + 1][MOST_IMAGES];
        for (int age = FROM_AGE; age <= TO_AGE; age++) {
            for (int filter = 1; filter <= MOST_IMAGES; filter++) {
                cells[age - FROM_AGE][filter - 1] = table.identities(new ChildRule(age, filter));
            }
        }
        chart.setCells(new HeatMapChart.Cells(1, FROM_AGE, cells));
    }

    private void outline() {
        chart.setChosen(host.childFilter().get(), host.childAge().get());
    }

    private String explain(int filter, int age) {
        return counts.map(
                        table -> {
                            ChildRule rule = new ChildRule(age, filter);
                            return messages.text(
                                    "ages.map.cell",
                                    age,
                                    filter,
                                    Formats.count(table.identities(rule)),
                                    Formats.count(table.childImages(rule)));
                        })
                .orElse("");
    }
}
