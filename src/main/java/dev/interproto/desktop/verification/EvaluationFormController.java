package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

/** Binds {@code evaluation.fxml}, which asks on what to evaluate, to the view model's order. */
final class EvaluationFormController {
    private final WorkbenchContext context;
    private final Messages messages;
    private final VerificationViewModel viewModel;

    @FXML private VBox orderCard;
    @FXML private Label knownLabel;
    @FXML private ComboBox<TestSetRequest> knownSets;
    @FXML private TextField pairsField;
    @FXML private Button pairsButton;
    @FXML private TextField imagesField;
    @FXML private Button imagesButton;
    @FXML private ComboBox<Path> checkpointBox;
    @FXML private CheckBox flipBox;
    @FXML private CheckBox untrainedBox;
    @FXML private Button cancelButton;
    @FXML private Button startButton;

    EvaluationFormController(WorkbenchContext context, VerificationViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
    }

    @FXML
    private void initialize() {
        EvaluationOrder order = viewModel.order();
        orderCard.visibleProperty().bind(order.openProperty());
        order.openProperty()
                .addListener(
                        (o, old, open) -> {
                            if (open) {
                                pairsField.requestFocus();
                            }
                        });
        pairsField.textProperty().bindBidirectional(order.pairsProperty());
        imagesField.textProperty().bindBidirectional(order.imagesProperty());
        imagesField.disableProperty().bind(order.needsImages().not());
        imagesButton.disableProperty().bind(order.needsImages().not());
        pairsField.setPromptText(messages.text("verification.order.pairs.prompt"));
        imagesField.setPromptText(messages.text("verification.order.images.prompt"));
        pairsButton.setOnAction(
                e ->
                        context.files()
                                .chooseFile(
                                        messages.text("verification.order.pairs"),
                                        messages.text("verification.order.kind"),
                                        List.of("*.txt", "*.csv", "*.bin"))
                                .ifPresent(order::begin));
        imagesButton.setOnAction(
                e ->
                        context.files()
                                .chooseFolder(messages.text("verification.order.images"))
                                .ifPresent(f -> order.imagesProperty().set(f.toString())));
        knownSets.setItems(viewModel.knownTestSets());
        knownSets.setPromptText(messages.text("verification.order.known.prompt"));
        Choices.named(knownSets, set -> set.pairs().getFileName().toString());
        knownSets
                .valueProperty()
                .addListener((o, old, now) -> Optional.ofNullable(now).ifPresent(order::use));
        knownSets.visibleProperty().bind(Bindings.isNotEmpty(viewModel.knownTestSets()));
        knownSets.managedProperty().bind(knownSets.visibleProperty());
        knownLabel.visibleProperty().bind(knownSets.visibleProperty());
        knownLabel.managedProperty().bind(knownSets.visibleProperty());
        flipBox.selectedProperty().bindBidirectional(order.flipProperty());
        untrainedBox.selectedProperty().bindBidirectional(order.untrainedProperty());
        untrainedBox.setTooltip(new Tooltip(messages.text("verification.order.untrained.about")));
        flipBox.setTooltip(new Tooltip(messages.text("verification.order.flip.about")));
        Choices.ofCheckpoints(
                checkpointBox, viewModel.checkpoints(), order.checkpointProperty(), messages);
        startButton.disableProperty().bind(order.complete().not());
        startButton.setId("start-evaluation");
        startButton.setDefaultButton(false);
        startButton.setOnAction(e -> viewModel.evaluate());
        pairsField.setOnAction(e -> startButton.fire());
        imagesField.setOnAction(e -> startButton.fire());
        cancelButton.setOnAction(e -> order.openProperty().set(false));
        orderCard.setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.ESCAPE) {
                        order.openProperty().set(false);
                        key.consume();
                    }
                });
    }
}
