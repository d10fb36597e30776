package dev.interproto.desktop.training;

import dev.interproto.dataset.Sampling;
import dev.interproto.desktop.control.Messages;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.ScheduleOptions;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The advanced settings that depart from the paper, in groups. */
final class RefinementsView {
    private final Messages messages;
    private final RefinementsForm form;
    private final ObservableList<String> testSets;

    /**
     * @param testSets names of the training's, as they come to be known
     */
    RefinementsView(Messages messages, RefinementsForm form, ObservableList<String> testSets) {
        this.messages = messages;
        this.form = form;
        this.testSets = testSets;
    }

    void fill(VBox box) {
        box.getChildren()
                .addAll(
                        group(
                                messages.text("training.refine.schedule"),
                                shape(),
                                field(
                                        "warm-up",
                                        messages.text("training.refine.warmUp"),
                                        messages.text("training.refine.warmUp.tip"),
                                        form.warmUp()),
                                field(
                                        "final-rate",
                                        messages.text("training.refine.finalRate"),
                                        messages.text("training.refine.finalRate.tip"),
                                        form.finalRate())),
                        group(
                                messages.text("training.refine.update"),
                                field(
                                        "clip-norm",
                                        messages.text("training.refine.clipNorm"),
                                        messages.text("training.refine.clipNorm.tip"),
                                        form.clipNorm()),
                                field(
                                        "accumulation",
                                        messages.text("training.refine.accumulation"),
                                        messages.text("training.refine.accumulation.tip"),
                                        form.accumulation()),
                                field(
                                        "average-decay",
                                        messages.text("training.refine.average"),
                                        messages.text("training.refine.average.tip"),
                                        form.averageDecay()),
                                field(
                                        "partial-fc",
                                        messages.text("training.refine.partialFc"),
                                        messages.text("training.refine.partialFc.tip"),
                                        form.partialFc())),
                        group(
                                messages.text("training.refine.interPrototype"),
                                distance(),
                                window(),
                                course(),
                                field(
                                        "ramp-epochs",
                                        messages.text("training.refine.ramp"),
                                        messages.text("training.refine.ramp.tip"),
                                        form.rampEpochs())),
                        augmentation(),
                        group(
                                messages.text("training.refine.sampling"),
                                sampling(),
                                field(
                                        "child-share",
                                        messages.text("training.refine.childShare"),
                                        messages.text("training.refine.childShare.tip"),
                                        form.childShare()),
                                field(
                                        "patience",
                                        messages.text("training.refine.patience"),
                                        messages.text("training.refine.patience.tip"),
                                        form.patience()),
                                stopTestSet()),
                        group(messages.text("training.refine.evaluations"), evaluationFlip()),
                        group(
                                messages.text("training.refine.kept"),
                                field(
                                        "kept-prototypes",
                                        messages.text("training.refine.keptPrototypes"),
                                        messages.text("training.refine.keptPrototypes.tip"),
                                        form.keptPrototypes())));
    }

    private Node evaluationFlip() {
        return choice(
                "evaluation-flip",
                messages.text("training.refine.evaluationFlip"),
                form.evaluationFlipProperty(),
                List.of(false, true),
                flip ->
                        messages.text(
                                flip
                                        ? "training.refine.evaluationFlip.on"
                                        : "training.refine.evaluationFlip.off"));
    }

    private Node distance() {
        return choice(
                "distance",
                messages.text("training.refine.distance"),
                form.distanceProperty(),
                List.of(SimilarityDistance.values()),
                distance ->
                        messages.text(
                                switch (distance) {
                                    case MSE -> "training.refine.distance.mse";
                                    case L1 -> "training.refine.distance.l1";
                                    case CE -> "training.refine.distance.ce";
                                }));
    }

    private Node window() {
        return choice(
                "window",
                messages.text("training.refine.window"),
                form.windowProperty(),
                List.of(InterPrototypeOptions.Window.values()),
                window ->
                        messages.text(
                                switch (window) {
                                    case ALWAYS -> "training.refine.window.always";
                                    case BEFORE -> "training.refine.window.before";
                                    case AFTER -> "training.refine.window.after";
                                }));
    }

    private Node course() {
        return choice(
                "course",
                messages.text("training.refine.course"),
                form.courseProperty(),
                List.of(InterPrototypeOptions.Course.values()),
                course ->
                        messages.text(
                                switch (course) {
                                    case CONSTANT -> "training.refine.course.constant";
                                    case RAMP -> "training.refine.course.ramp";
                                    case STEP -> "training.refine.course.step";
                                }));
    }

    private Node augmentation() {
        return group(
                messages.text("training.refine.augmentation"),
                effect("crop", messages.text("training.refine.crop"), form.crop()),
                effect("colour", messages.text("training.refine.colour"), form.colour()),
                effect(
                        "low-resolution",
                        messages.text("training.refine.lowResolution"),
                        form.lowResolution()),
                effect("blur", messages.text("training.refine.blur"), form.blur()),
                effect("erase", messages.text("training.refine.erase"), form.erase()));
    }

    /** Probability and strength side by side, under the effect's name. */
    private Node effect(String id, String name, RefinementsForm.EffectForm effect) {
        TextField probability = new TextField();
        probability.setId(id + "-probability");
        probability.setTooltip(new Tooltip(messages.text("training.refine.probability.tip")));
        TextField strength = new TextField();
        strength.setId(id + "-strength");
        strength.setTooltip(new Tooltip(messages.text("training.refine.strength.tip")));
        Label first = new Label();
        Label second = new Label();
        FormControls.bind(probability, first, effect.probability());
        FormControls.bind(strength, second, effect.strength());
        second.getStyleClass().add("field-error");
        second.setWrapText(true);
        VBox both = new VBox(4, new HBox(8, probability, strength), second);
        return FormControls.labelled(name, both, first);
    }

    private Node sampling() {
        return choice(
                "sampling",
                messages.text("training.refine.balance"),
                form.samplingProperty(),
                List.of(Sampling.Kind.values()),
                kind ->
                        messages.text(
                                switch (kind) {
                                    case UNIFORM -> "training.refine.sampling.uniform";
                                    case IDENTITY -> "training.refine.sampling.identity";
                                    case CHILD_SHARE -> "training.refine.sampling.childShare";
                                }));
    }

    private Node stopTestSet() {
        Function<String, String> shown =
                name -> name.isEmpty() ? messages.text("training.refine.stop.first") : name;
        ObjectProperty<String> chosen = form.stopTestSetProperty();
        MenuButton button = FormControls.choice("stop-test-set", chosen, List.of(""), shown);
        button.setTooltip(new Tooltip(messages.text("training.refine.stop.tip")));
        Runnable offer =
                () ->
                        FormControls.offer(
                                button,
                                chosen,
                                Stream.concat(Stream.of(""), testSets.stream()).toList(),
                                shown);
        testSets.addListener((ListChangeListener<String>) change -> offer.run());
        offer.run();
        return named(messages.text("training.refine.stop"), button);
    }

    private Node shape() {
        return choice(
                "schedule",
                messages.text("training.refine.shape"),
                form.shapeProperty(),
                List.of(ScheduleOptions.Shape.values()),
                shape ->
                        messages.text(
                                switch (shape) {
                                    case MILESTONES -> "training.refine.shape.milestones";
                                    case COSINE -> "training.refine.shape.cosine";
                                }));
    }

    private static Node group(String title, Node... fields) {
        Label head = new Label(title);
        head.getStyleClass().add("field-group");
        FlowPane flow = new FlowPane(16, 12, fields);
        flow.setPrefWrapLength(480);
        flow.setMinWidth(0);
        return new VBox(8, head, flow);
    }

    private static Node field(String id, String name, String tip, FormField<?> field) {
        TextField input = new TextField();
        input.setId(id);
        input.setTooltip(new Tooltip(tip));
        Label error = new Label();
        FormControls.bind(input, error, field);
        return FormControls.labelled(name, input, error);
    }

    private static <T> Node choice(
            String id,
            String name,
            ObjectProperty<T> value,
            List<T> values,
            Function<T, String> shown) {
        return named(name, FormControls.choice(id, value, values, shown));
    }

    private static Node named(String name, MenuButton button) {
        button.setMaxWidth(Double.MAX_VALUE);
        return FormControls.labelled(name, button, new Label());
    }
}
