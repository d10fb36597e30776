package dev.interproto.desktop.models;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.ModelTexts;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.StoredEvaluation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model as the table shows it.
 *
 * @param entry of the shelf, sound or damaged
 * @param evaluations newest first
 */
record ModelRow(ShelfEntry entry, List<StoredEvaluation> evaluations) {

    ModelRow {
        evaluations = List.copyOf(evaluations);
    }

    static ModelRow of(ShelfEntry entry) {
        return new ModelRow(entry, entry.folder().evaluations());
    }

    String name() {
        return entry.name();
    }

    /** The model; empty where it is damaged. */
    Optional<ShelfEntry.Model> model() {
        return entry instanceof ShelfEntry.Model model ? Optional.of(model) : Optional.empty();
    }

    Optional<ModelRecord> record() {
        return model().map(ShelfEntry.Model::record);
    }

    /** Whether it can be trained on and exported. */
    boolean isBackbone() {
        return record().flatMap(ModelRecord::backbone).isPresent();
    }

    String kind(Messages messages) {
        return model().map(model -> ModelTexts.kind(model, messages))
                .orElseGet(() -> messages.text("models.kind.damaged"));
    }

    /** Best-threshold accuracies, each after its test set. */
    String accuracies() {
        return evaluations.stream()
                .map(
                        stored ->
                                stored.report().testSet()
                                        + " "
                                        + Formats.percent(stored.report().bestThresholdAccuracy()))
                .collect(Collectors.joining(", "));
    }
}
