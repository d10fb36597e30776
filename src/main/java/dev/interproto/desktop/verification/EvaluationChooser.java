package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.FittingComboBox;
import dev.interproto.desktop.control.Messages;
import dev.interproto.workspace.StoredEvaluation;
import java.util.Optional;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/** A drop-down list of a run's evaluations, by test set. */
final class EvaluationChooser extends FittingComboBox<StoredEvaluation> {
    private final Messages messages;
    private boolean following;

    EvaluationChooser(VerificationViewModel viewModel, Messages messages) {
        this.messages = messages;
        setId("evaluation-chooser");
        setAccessibleText(messages.text("verification.choose"));
        setTooltip(new Tooltip(messages.text("verification.choose")));
        setItems(viewModel.evaluations());
        setCellFactory(list -> new EvaluationCell());
        setButtonCell(new EvaluationCell());
        disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(viewModel.evaluations()));
        valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (!following && now != null) {
                                viewModel.evaluationProperty().set(Optional.of(now));
                            }
                        });
        viewModel.evaluationProperty().addListener((o, old, now) -> follow(now));
    }

    private void follow(Optional<StoredEvaluation> now) {
        following = true;
        setValue(now.orElse(null));
        following = false;
    }

    /** A test set may have been evaluated with the last checkpoint and with its best one. */
    private String text(StoredEvaluation stored) {
        String testSet = stored.report().testSet();
        if (stored.origin().isUntrained()) {
            return messages.text("verification.choose.random", testSet);
        }
        return stored.origin().checkpoint().startsWith("best-")
                ? messages.text("verification.choose.best", testSet)
                : testSet;
    }

    private final class EvaluationCell extends ListCell<StoredEvaluation> {
        @Override
        protected void updateItem(StoredEvaluation stored, boolean empty) {
            super.updateItem(stored, empty);
            setText(
                    empty || stored == null
                            ? messages.text("verification.choose.none")
                            : text(stored));
        }
    }
}
