package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Messages;
import dev.interproto.network.Backbone;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.RunSummary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs in words, the same on every page. */
public final class RunTexts {
    private final Messages messages;

    public RunTexts(Messages messages) {
        this.messages = messages;
    }

    /** One word for a chip. */
    public String status(RunStatus status) {
        return switch (status) {
            case PREPARED -> messages.text("runs.status.prepared");
            case RUNNING -> messages.text("runs.status.running");
            case PAUSED -> messages.text("runs.status.paused");
            case STOPPED -> messages.text("runs.status.stopped");
            case FINISHED -> messages.text("runs.status.finished");
            case FAILED -> messages.text("runs.status.failed");
            case INTERRUPTED -> messages.text("runs.status.interrupted");
        };
    }

    /** The backbone's name for people, or its id where it is unknown here. */
    public static String backbone(String id) {
        return Arrays.stream(Backbone.values())
                .filter(backbone -> backbone.id().equals(id))
                .map(Backbone::title)
                .findFirst()
                .orElse(id);
    }

    /** The head's name for people. */
    public static String head(String name) {
        return new HeadConfiguration(name, Map.of()).title();
    }

    /** Such as {@code ArcFace + IP, λ 1}, with the loss's variant where it is not the paper's. */
    public static String method(TrainingConfiguration configuration) {
        String head = head(configuration.head().name());
        if (configuration.lambdaChild() == 0) {
            return head;
        }
        List<String> parts = new ArrayList<>();
        parts.add(head + " + IP");
        parts.add("λ " + number(configuration.lambdaChild()));
        parts.addAll(RunSummary.variant(configuration.refinements().interPrototype()));
        return String.join(", ", parts);
    }

    /** Without needless zeros: {@code 0.1}, {@code 64}, {@code 0.0005}. */
    public static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /** All of a configuration, name and value, in the order of the form. */
    public Map<String, String> rows(TrainingConfiguration c) {
        HeadConfiguration head = c.head();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(messages.text("runs.config.backbone"), backbone(c.backbone()));
        rows.put(messages.text("runs.config.head"), head(head.name()));
        head.options()
                .forEach(
                        (option, value) ->
                                rows.put(
                                        messages.text("runs.config.headOption", option),
                                        number(value)));
        rows.put(messages.text("runs.config.lambda"), number(c.lambdaChild()));
        rows.put(messages.text("runs.config.childAge"), Integer.toString(c.childAge()));
        rows.put(messages.text("runs.config.childFilter"), Integer.toString(c.childFilter()));
        rows.put(messages.text("runs.config.epochs"), Integer.toString(c.epochs()));
        rows.put(
                messages.text("runs.config.milestones"),
                c.milestones().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        rows.put(messages.text("runs.config.batchSize"), Integer.toString(c.batchSize()));
        rows.put(messages.text("runs.config.learningRate"), number(c.learningRate()));
        rows.put(messages.text("runs.config.momentum"), number(c.momentum()));
        rows.put(messages.text("runs.config.weightDecay"), number(c.weightDecay()));
        rows.put(messages.text("runs.config.dropout"), number(c.dropout()));
        rows.put(
                messages.text("runs.config.flip"),
                messages.text(c.flip() ? "runs.config.yes" : "runs.config.no"));
        rows.put(messages.text("runs.config.seed"), Long.toString(c.seed()));
        rows.put(messages.text("runs.config.device"), c.device());
        rows.put(messages.text("runs.config.precision"), c.precision());
        rows.putAll(new RefinementTexts(messages).rows(c.refinements()));
        return rows;
    }
}
