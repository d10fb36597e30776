package dev.interproto.desktop.training;

import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What weights a training starts from: fresh ones, or those of a model of the shelf. The backbone
 * follows the model; another backbone means fresh weights again.
 */
final class StartingChoice {
    private final Workspace workspace;
    private final ObjectProperty<String> backbone;
    private final ObservableList<Optional<ShelfEntry.Model>> choices =
            FXCollections.observableArrayList(List.of(Optional.<ShelfEntry.Model>empty()));
    private final ObjectProperty<Optional<ShelfEntry.Model>> chosen =
            new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param backbone id of the form's
     */
    StartingChoice(Workspace workspace, ObjectProperty<String> backbone) {
        this.workspace = workspace;
        this.backbone = backbone;
        chosen.addListener((o, old, now) -> backboneOf(now).ifPresent(backbone::set));
        backbone.addListener(
                (o, old, now) -> {
                    if (backboneOf(chosen.get()).filter(own -> !own.equals(now)).isPresent()) {
                        chosen.set(Optional.empty());
                    }
                });
    }

    private static Optional<String> backboneOf(Optional<ShelfEntry.Model> model) {
        return model.flatMap(known -> known.record().backbone());
    }

    /** Looks at the shelf anew; a chosen model that is gone is chosen no more. */
    void refresh() {
        List<Optional<ShelfEntry.Model>> found = new java.util.ArrayList<>();
        found.add(Optional.empty());
        new ModelShelf(workspace)
                .models().stream()
                        .filter(model -> model.record().backbone().isPresent())
                        .forEach(model -> found.add(Optional.of(model)));
        Optional<ShelfEntry.Model> before = chosen.get();
        if (!choices.equals(found)) {
            choices.setAll(found);
        }
        chosen.set(found.contains(before) ? before : Optional.empty());
    }

    /** Shows what another training started from. */
    void show(Optional<TrainingRequest.Init> init) {
        chosen.set(Optional.empty());
        init.filter(from -> from.checkpoint().isEmpty()).ifPresent(from -> choose(from.name()));
    }

    /** Chooses a model by name, where it is on the shelf and can be trained on. */
    void choose(String name) {
        refresh();
        choices.stream()
                .filter(each -> each.filter(model -> model.name().equals(name)).isPresent())
                .findFirst()
                .ifPresent(chosen::set);
    }

    /** Fresh weights (empty), then the models that can be trained on. */
    ObservableList<Optional<ShelfEntry.Model>> choices() {
        return choices;
    }

    ObjectProperty<Optional<ShelfEntry.Model>> chosenProperty() {
        return chosen;
    }

    /** What a training is asked for with. */
    Optional<TrainingRequest.Init> request() {
        return chosen.get().map(model -> TrainingRequest.Init.ofModel(model.name()));
    }
}
