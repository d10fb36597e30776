package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.workspace.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** Combinations that a new sweep leaves out: those there are, and the choice of a further one. */
final class ExclusionsPane extends VBox {
    private final Messages messages;
    private final ObservableList<SweepPlan.Exclusion> exclusions;
    private final VBox rows = new VBox(4);
    private final Choice<String> method;
    private final Choice<Double> lambda;
    private final Choice<Long> seed;
    private final Choice<String> dataset;
    private final Choice<String> start;
    private final Button add = new Button();

    ExclusionsPane(Messages messages, ObservableList<SweepPlan.Exclusion> exclusions) {
        this.messages = messages;
        this.exclusions = exclusions;
        method =
                new Choice<>(
                        "exclude-method", messages.text("sweeps.exclude.method"), text -> text);
        lambda =
                new Choice<>(
                        "exclude-lambda",
                        messages.text("sweeps.exclude.lambda"),
                        value -> "λ " + RunTexts.number(value));
        seed =
                new Choice<>(
                        "exclude-seed",
                        messages.text("sweeps.exclude.seed"),
                        value -> messages.text("sweeps.exclude.seedOf", value.toString()));
        dataset =
                new Choice<>(
                        "exclude-dataset", messages.text("sweeps.exclude.dataset"), text -> text);
        start = new Choice<>("exclude-start", messages.text("sweeps.exclude.start"), text -> text);
        add.setText(messages.text("sweeps.exclude.add"));
        add.setGraphic(Icons.of(Feather.MINUS_CIRCLE));
        add.setId("exclude-add");
        add.setOnAction(e -> add());
        FlowPane adder = new FlowPane(8, 8, method, lambda, seed, dataset, start, add);
        setSpacing(8);
        getChildren().addAll(rows, adder);
        choices().forEach(choice -> choice.valueProperty().addListener((o, old, now) -> update()));
        exclusions.addListener((ListChangeListener<SweepPlan.Exclusion>) change -> showRows());
        showRows();
        update();
    }

    /** Offers the values of a plan; what is chosen stays where it is one of them. */
    void offer(SweepPlan plan) {
        method.offer(plan.methods().stream().map(SweepPlan.Method::shortName));
        lambda.offer(plan.lambdas().stream());
        seed.offer(plan.seeds().stream());
        dataset.offer(plan.datasets().stream().map(SweepPlan.Dataset::shortName));
        start.offer(plan.starts().stream().map(SweepPlan.Start::shortName));
    }

    private List<Choice<?>> choices() {
        return List.of(method, lambda, seed, dataset, start);
    }

    private SweepPlan.Exclusion chosen() {
        return new SweepPlan.Exclusion(
                method.chosen(), lambda.chosen(), seed.chosen(), dataset.chosen(), start.chosen());
    }

    private void update() {
        add.setDisable(
                exclusions.contains(chosen())
                        || choices().stream().allMatch(choice -> choice.chosen().isEmpty()));
    }

    private void add() {
        exclusions.add(chosen());
        choices().forEach(choice -> choice.setValue(Optional.empty()));
    }

    private void showRows() {
        rows.getChildren().clear();
        rows.setManaged(!exclusions.isEmpty());
        for (SweepPlan.Exclusion exclusion : exclusions) {
            Button remove = new Button("", Icons.of(Feather.X));
            remove.getStyleClass().addAll("quiet", "icon-only");
            remove.setTooltip(new Tooltip(messages.text("sweeps.exclude.remove")));
            remove.setAccessibleText(messages.text("sweeps.exclude.remove"));
            remove.setOnAction(e -> exclusions.remove(exclusion));
            HBox row = new HBox(8, new Label(sentence(exclusion)), remove);
            row.getStyleClass().add("exclusion-row");
            row.setAlignment(Pos.CENTER_LEFT);
            rows.getChildren().add(row);
        }
    }

    private String sentence(SweepPlan.Exclusion exclusion) {
        List<String> parts = new ArrayList<>();
        exclusion.method().map(method.shown).ifPresent(parts::add);
        exclusion.lambda().map(lambda.shown).ifPresent(parts::add);
        exclusion.seed().map(seed.shown).ifPresent(parts::add);
        exclusion.dataset().map(dataset.shown).ifPresent(parts::add);
        exclusion.start().map(start.shown).ifPresent(parts::add);
        return messages.text("sweeps.exclude.row", String.join(", ", parts));
    }

    /** One value of a plan, or any; shown only where there are several. */
    private static final class Choice<T> extends ComboBox<Optional<T>> {
        private final Function<T, String> shown;

        Choice(String id, String any, Function<T, String> shown) {
            this.shown = shown;
            setId(id);
            setConverter(
                    new StringConverter<>() {
                        @Override
                        public String toString(Optional<T> value) {
                            return value == null ? "" : value.map(shown).orElse(any);
                        }

                        @Override
                        public Optional<T> fromString(String text) {
                            return Optional.empty();
                        }
                    });
            getItems().setAll(List.of(Optional.empty()));
            setValue(Optional.empty());
            setVisible(false);
            setManaged(false);
        }

        /** Empty for any, and while the box has its items replaced. */
        Optional<T> chosen() {
            return Optional.ofNullable(getValue()).flatMap(value -> value);
        }

        void offer(Stream<T> values) {
            List<Optional<T>> items = new ArrayList<>();
            items.add(Optional.empty());
            values.distinct().map(Optional::of).forEach(items::add);
            Optional<T> before = chosen();
            if (!getItems().equals(items)) {
                getItems().setAll(items);
                setValue(items.contains(before) ? before : Optional.empty());
            }
            setVisible(items.size() > 2);
            setManaged(items.size() > 2);
        }
    }
}
