package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.FittingComboBox;
import dev.interproto.desktop.control.Messages;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/** Which faces a network is analysed with. */
final class AnalysedDataChooser extends FittingComboBox<AnalysedData> {
    private boolean following;

    AnalysedDataChooser(AnalysisViewModel viewModel, Messages messages) {
        setId("analysis-data");
        setTooltip(new Tooltip(messages.text("analysis.data.tip")));
        setItems(viewModel.choices());
        setCellFactory(list -> new DataCell(messages));
        setButtonCell(new DataCell(messages));
        valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (!following && now != null) {
                                viewModel.dataProperty().set(Optional.of(now));
                            }
                        });
        viewModel.dataProperty().addListener((o, old, now) -> follow(now));
        // A box forgets its value when its items change, even where the value is still one.
        viewModel
                .choices()
                .addListener(
                        (ListChangeListener<AnalysedData>)
                                change -> follow(viewModel.dataProperty().get()));
        follow(viewModel.dataProperty().get());
    }

    private void follow(Optional<AnalysedData> now) {
        following = true;
        setValue(now.orElse(null));
        following = false;
    }

    private static final class DataCell extends ListCell<AnalysedData> {
        private final Messages messages;

        DataCell(Messages messages) {
            this.messages = messages;
        }

        @Override
        protected void updateItem(AnalysedData data, boolean empty) {
            super.updateItem(data, empty);
            setText(
                    empty || data == null
                            ? messages.text("analysis.data.none")
                            : data.trained()
                                    ? messages.text("analysis.data.trained", data.name())
                                    : data.name());
        }
    }
}
