package dev.interproto.desktop.pairs;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.IdentityListChoice;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The form that asks which pairs to build, in the details pane. */
final class PairFormView extends VBox {
    private final WorkbenchContext context;
    private final Messages messages;
    private final PairsViewModel viewModel;
    private final PairForm form;

    PairFormView(WorkbenchContext context, PairsViewModel viewModel) {
        super(12);
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.form = viewModel.form();
        BooleanBinding byAge = form.kindProperty().isEqualTo(PairForm.Kind.CHILD_ADULT);
        getChildren()
                .addAll(
                        kind(),
                        only(
                                byAge,
                                slider("pairs-gap", "pairs.form.gap", 1, 60, form.gapProperty())),
                        only(
                                byAge,
                                slider(
                                        "pairs-child-age",
                                        "pairs.form.childAge",
                                        1,
                                        30,
                                        form.childAgeProperty())),
                        spinner("pairs.form.perIdentity", 0, 100_000, form.perIdentityProperty()),
                        only(
                                byAge.not(),
                                spinner("pairs.form.folds", 1, 100, form.foldsProperty())),
                        spinner("pairs.form.seed", 0, Integer.MAX_VALUE, form.seedProperty()),
                        identities(),
                        possible(),
                        save());
    }

    private static Node only(BooleanBinding condition, Node node) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }

    private Node kind() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox(6);
        for (PairForm.Kind kind : PairForm.Kind.values()) {
            boolean byAge = kind == PairForm.Kind.CHILD_ADULT;
            RadioButton button =
                    new RadioButton(
                            messages.text(byAge ? "pairs.form.childAdult" : "pairs.form.random"));
            button.setId(byAge ? "pairs-child-adult" : "pairs-random");
            button.setToggleGroup(group);
            button.setWrapText(true);
            button.setSelected(form.kindProperty().get() == kind);
            button.setOnAction(e -> form.kindProperty().set(kind));
            box.getChildren().add(button);
        }
        Label explanation = new Label();
        explanation.getStyleClass().add("secondary");
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        explanation
                .textProperty()
                .bind(
                        Bindings.when(form.kindProperty().isEqualTo(PairForm.Kind.CHILD_ADULT))
                                .then(messages.text("pairs.form.childAdult.meaning"))
                                .otherwise(messages.text("pairs.form.random.meaning")));
        box.getChildren().add(explanation);
        return box;
    }

    private Node slider(String id, String key, int least, int most, IntegerProperty property) {
        Slider slider = new Slider(least, most, property.get());
        slider.setId(id);
        slider.setBlockIncrement(1);
        slider.valueProperty()
                .addListener((o, old, now) -> property.set((int) Math.round(now.doubleValue())));
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label value = new Label();
        value.getStyleClass().add("strong");
        value.setMinWidth(28);
        value.textProperty().bind(property.asString(Locale.ROOT, "%d"));
        HBox line = new HBox(8, slider, value);
        line.setAlignment(Pos.CENTER_LEFT);
        return named(key, slider, line);
    }

    private Node spinner(String key, int least, int most, IntegerProperty property) {
        Spinner<Integer> spinner = new Spinner<>();
        spinner.setValueFactory(new IntegerSpinnerValueFactory(least, most, property.get()));
        spinner.setEditable(true);
        spinner.setPrefWidth(112);
        spinner.valueProperty()
                .addListener((o, old, now) -> property.set(now == null ? least : now));
        return named(key, spinner, spinner);
    }

    private Node named(String key, Node control, Node content) {
        Label name = new Label(text(key));
        name.setLabelFor(control);
        name.setWrapText(true);
        return new VBox(4, name, content);
    }

    /** The keys are spelt out so that the test of keys sees them. */
    private String text(String key) {
        return switch (key) {
            case "pairs.form.gap" -> messages.text("pairs.form.gap");
            case "pairs.form.childAge" -> messages.text("pairs.form.childAge");
            case "pairs.form.perIdentity" -> messages.text("pairs.form.perIdentity");
            case "pairs.form.folds" -> messages.text("pairs.form.folds");
            default -> messages.text("pairs.form.seed");
        };
    }

    private Node identities() {
        return new VBox(
                4,
                new Label(messages.text("identities.title")),
                new IdentityListChoice(
                        context.files(),
                        messages,
                        form.identitiesProperty(),
                        messages.text("identities.all")));
    }

    private Node possible() {
        Label count = new Label();
        count.setId("pairs-possible");
        count.getStyleClass().add("strong");
        count.setWrapText(true);
        count.setMinHeight(Region.USE_PREF_SIZE);
        count.textProperty().bind(form.possibleProperty());
        return count;
    }

    private Node save() {
        Button save = new Button(messages.text("pairs.form.save"), Icons.of(Feather.SAVE));
        save.setId("pairs-save");
        save.getStyleClass().add("primary");
        save.disableProperty().bind(viewModel.readingProperty());
        save.setOnAction(
                e ->
                        context.files()
                                .saveFile(
                                        messages.text("pairs.form.save"),
                                        form.suggestedName(viewModel.datasetName()),
                                        "txt")
                                .ifPresent(viewModel::build));
        return save;
    }
}
