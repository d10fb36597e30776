package dev.interproto.desktop.run;

import dev.interproto.desktop.control.FittingComboBox;
import dev.interproto.desktop.control.Messages;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A drop-down list of runs with their methods, and of models. FX thread only. */
public final class RunChooser extends FittingComboBox<Candidate> {
    private boolean following;

    public RunChooser(RunChoice choice, Messages messages) {
        setId("run-chooser");
        setPromptText(messages.text("choice.none"));
        setAccessibleText(messages.text("choice.run"));
        setTooltip(new Tooltip(messages.text("choice.run")));
        setVisibleRowCount(12);
        setCellFactory(list -> new CandidateCell(messages));
        setButtonCell(
                new ListCell<>() {
                    @Override
                    protected void updateItem(Candidate run, boolean empty) {
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

    private void follow(Optional<Candidate> run) {
        following = true;
        setValue(run.orElse(null));
        following = false;
    }

    /** Name over method and dataset. */
    private static final class CandidateCell extends ListCell<Candidate> {
        private final Label name = new Label();
        private final Label facts = new Label();
        private final VBox words = new VBox(name, facts);

        private final Messages messages;

        CandidateCell(Messages messages) {
            this.messages = messages;
            facts.getStyleClass().add("secondary");
        }

        @Override
        protected void updateItem(Candidate run, boolean empty) {
            super.updateItem(run, empty);
            if (empty || run == null) {
                setGraphic(null);
                return;
            }
            name.setText(run.name());
            facts.setText(facts(run));
            setGraphic(words);
        }

        private String facts(Candidate candidate) {
            if (candidate instanceof Candidate.OfRun of) {
                return of.run().method() + " · " + of.run().record().data().name();
            }
            return messages.text(
                    "choice.model",
                    ModelTexts.kind(((Candidate.OfModel) candidate).model(), messages));
        }
    }
}
