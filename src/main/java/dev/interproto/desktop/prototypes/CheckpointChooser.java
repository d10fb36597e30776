package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.FittingComboBox;
import dev.interproto.desktop.control.Messages;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/** A drop-down list of a run's checkpoints. */
final class CheckpointChooser extends FittingComboBox<Path> {
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

    private final class CheckpointCell extends ListCell<Path> {
        @Override
        protected void updateItem(Path checkpoint, boolean empty) {
            super.updateItem(checkpoint, empty);
            setText(
                    empty || checkpoint == null
                            ? messages.text("prototypes.checkpoint.none")
                            : name(checkpoint));
        }

        private String name(Path checkpoint) {
            String stem = checkpoint.getFileName().toString().replaceAll("\\.npz$", "");
            return stem.equals("last")
                    ? messages.text("choice.checkpoint.last")
                    : messages.text("choice.checkpoint.best", stem.replaceFirst("^best-", ""));
        }
    }
}
