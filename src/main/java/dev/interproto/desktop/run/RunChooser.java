package dev.interproto.desktop.run;

import dev.interproto.desktop.control.FittingComboBox;
import dev.interproto.desktop.control.Messages;
import dev.interproto.workspace.RunSummary;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A drop-down list of runs with their methods. FX thread only. */
public final class RunChooser extends FittingComboBox<RunSummary> {
    private boolean following;

    public RunChooser(RunChoice choice, Messages messages) {
        setId("run-chooser");
        setPromptText(messages.text("choice.none"));
        setAccessibleText(messages.text("choice.run"));
        setTooltip(new Tooltip(messages.text("choice.run")));
        setVisibleRowCount(12);
        setCellFactory(list -> new RunCell());
        setButtonCell(
                new ListCell<>() {
                    @Override
                    protected void updateItem(RunSummary run, boolean empty) {
                        super.updateItem(run, empty);
                        setText(empty || run == null ? messages.text("choice.none") : run.name());
                    }
                });
        setItems(choice.runs());
        valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (!following && now != null) {
                                choice.selectedProperty().set(Optional.of(now));
                            }
                        });
        choice.selectedProperty().addListener((o, old, now) -> follow(now));
        follow(choice.selectedProperty().get());
    }

    private void follow(Optional<RunSummary> run) {
        following = true;
        setValue(run.orElse(null));
        following = false;
    }

    /** Name over method and dataset. */
    private static final class RunCell extends ListCell<RunSummary> {
        private final Label name = new Label();
        private final Label facts = new Label();
        private final VBox words = new VBox(name, facts);

        RunCell() {
            facts.getStyleClass().add("secondary");
        }

        @Override
        protected void updateItem(RunSummary run, boolean empty) {
            super.updateItem(run, empty);
            if (empty || run == null) {
                setGraphic(null);
                return;
            }
            name.setText(run.name());
            facts.setText(run.method() + " · " + run.record().data().name());
            setGraphic(words);
        }
    }
}
