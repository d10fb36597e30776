package dev.interproto.desktop.training;

import dev.interproto.desktop.control.IdentityListChoice;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/** The advanced settings that the paper has too: numbers of the head, then of the training. */
final class AdvancedView {
    private final WorkbenchContext context;
    private final Messages messages;
    private final SetupViewModel viewModel;

    AdvancedView(WorkbenchContext context, SetupViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
    }

    void fill(FlowPane advanced) {
        TrainingForm form = viewModel.form();
        CheckBox flip = new CheckBox(messages.text("training.flip"));
        flip.selectedProperty().bindBidirectional(form.flipProperty());
        MenuButton device =
                FormControls.choice(
                        "device",
                        form.deviceProperty(),
                        List.of("auto", "cpu", "cuda"),
                        id ->
                                switch (id) {
                                    case "auto" -> messages.text("training.device.auto");
                                    case "cpu" -> "CPU";
                                    default -> "CUDA";
                                });
        device.setMaxWidth(Double.MAX_VALUE);
        MenuButton precision =
                FormControls.choice(
                        "precision",
                        form.precisionProperty(),
                        List.of("auto", "float32", "bfloat16"),
                        id -> id.equals("auto") ? messages.text("training.precision.auto") : id);
        precision.setTooltip(new Tooltip(messages.text("training.precision.tip")));
        precision.setMaxWidth(Double.MAX_VALUE);
        advanced.getChildren()
                .addAll(
                        FormControls.field(
                                "epochs", messages.text("training.epochs"), form.epochs()),
                        FormControls.field(
                                "milestones",
                                messages.text("training.milestones"),
                                form.milestones()),
                        FormControls.field(
                                "batchSize", messages.text("training.batchSize"), form.batchSize()),
                        FormControls.field(
                                "learningRate",
                                messages.text("training.rate"),
                                form.learningRate()),
                        FormControls.field(
                                "momentum", messages.text("training.momentum"), form.momentum()),
                        FormControls.field(
                                "weightDecay", messages.text("training.decay"), form.weightDecay()),
                        FormControls.field(
                                "dropout", messages.text("training.dropout"), form.dropout()),
                        FormControls.field(
                                "childAge", messages.text("training.childAge"), form.childAge()),
                        FormControls.field(
                                "childFilter",
                                messages.text("training.childFilter"),
                                form.childFilter()),
                        FormControls.field("seed", messages.text("training.seed"), form.seed()),
                        FormControls.labelled(
                                messages.text("training.device"), device, new Label()),
                        FormControls.labelled(
                                messages.text("training.precision"), precision, new Label()),
                        FormControls.labelled(messages.text("training.augment"), flip, new Label()),
                        identities());
        List<Node> others = List.copyOf(advanced.getChildren());
        Map<String, List<Node>> ofHeads = new HashMap<>();
        Runnable fill =
                () -> {
                    List<Node> all =
                            new ArrayList<>(
                                    ofHeads.computeIfAbsent(
                                            form.headProperty().get(),
                                            head -> numbers(form.headOptions())));
                    all.addAll(others);
                    advanced.getChildren().setAll(all);
                };
        form.headProperty().addListener((o, old, now) -> fill.run());
        fill.run();
    }

    private List<Node> numbers(Map<String, FormField<Double>> ofHead) {
        List<Node> numbers = new ArrayList<>();
        ofHead.forEach(
                (name, field) ->
                        numbers.add(
                                FormControls.field(
                                        "head-" + name,
                                        messages.text("training.headOption", name),
                                        field)));
        return numbers;
    }

    private Node identities() {
        Node choice =
                new IdentityListChoice(
                        context.files(),
                        messages,
                        viewModel.data().identitiesProperty(),
                        messages.text("identities.all"));
        choice.setId("training-identities");
        Label error = new Label(); // the cost check says what is wrong
        error.setManaged(false);
        Node field = FormControls.labelled(messages.text("identities.title"), choice, error);
        field.setStyle("-fx-pref-width: 320;"); // two fields: a file's name is long
        return field;
    }
}
