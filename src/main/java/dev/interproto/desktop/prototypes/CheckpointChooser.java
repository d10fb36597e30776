package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.FittingComboBox;
import dev.interproto.desktop.control.Messages;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/** A drop-down list of what can be mapped: a run's checkpoints, or a model's identities. */
final class CheckpointChooser extends FittingComboBox<MapSubject> {
    private final Messages messages;
    private boolean following;

    CheckpointChooser(PrototypesViewModel viewModel, Messages messages) {
        this.messages = messages;
        setId("checkpoint-chooser");
        setAccessibleText(messages.text("prototypes.checkpoint"));
        setTooltip(new Tooltip(messages.text("prototypes.checkpoint")));
        setItems(viewModel.checkpoints());
        setCellFactory(list -> new CheckpointCell());
        setButtonCell(new CheckpointCell());
        disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(viewModel.checkpoints()));
        valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (!following && now != null) {
                                viewModel.checkpointProperty().set(Optional.of(now));
                            }
                        });
        viewModel
                .checkpointProperty()
                .addListener(
                        (o, old, now) -> {
                            following = true;
                            setValue(now.orElse(null));
                            following = false;
                        });
    }

    private final class CheckpointCell extends ListCell<MapSubject> {
        @Override
        protected void updateItem(MapSubject checkpoint, boolean empty) {
            super.updateItem(checkpoint, empty);
            setText(
                    empty || checkpoint == null
                            ? messages.text("prototypes.checkpoint.none")
                            : name(checkpoint));
        }

        private String name(MapSubject subject) {
            if (subject instanceof MapSubject.Means means) {
                return messages.text("prototypes.means", means.dataset().name());
            }
            if (subject instanceof MapSubject.ThroughTraining) {
                return messages.text("prototypes.throughTraining");
            }
            Path checkpoint = ((MapSubject.Prototypes) subject).file();
            if (checkpoint.endsWith("weights.npz")) {
                return messages.text("prototypes.own");
            }
            String stem = checkpoint.getFileName().toString().replaceAll("\\.npz$", "");
            return stem.equals("last")
                    ? messages.text("choice.checkpoint.last")
                    : messages.text("choice.checkpoint.best", stem.replaceFirst("^best-", ""));
        }
    }
}
