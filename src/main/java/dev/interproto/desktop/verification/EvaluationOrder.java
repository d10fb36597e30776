package dev.interproto.desktop.verification;

import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The evaluation the person is about to start. */
final class EvaluationOrder {
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final StringProperty pairs = new SimpleStringProperty("");
    private final StringProperty images = new SimpleStringProperty("");
    private final BooleanProperty flip = new SimpleBooleanProperty();
    private final BooleanProperty untrained = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Path>> checkpoint =
            new SimpleObjectProperty<>(Optional.empty());

    /** Whether the person is being asked. */
    BooleanProperty openProperty() {
        return open;
    }

    /** The pair list's file, as typed. */
    StringProperty pairsProperty() {
        return pairs;
    }

    /** The images' folder, as typed. */
    StringProperty imagesProperty() {
        return images;
    }

    /** Whether fresh random weights are evaluated instead, as a baseline. */
    BooleanProperty untrainedProperty() {
        return untrained;
    }

    /** Whether mirror images are embedded too. */
    BooleanProperty flipProperty() {
        return flip;
    }

    ObjectProperty<Optional<Path>> checkpointProperty() {
        return checkpoint;
    }

    /** Whether the list's images lie elsewhere than in its own file. */
    BooleanBinding needsImages() {
        return Bindings.createBooleanBinding(() -> !holdsImages(), pairs);
    }

    private boolean holdsImages() {
        String file = pairs.get().strip();
        // Half a path may be none; then it is no known container either.
        return file.endsWith(".bin") && TestSetRequest.holdsImages(Path.of(file));
    }

    BooleanBinding complete() {
        return pairs.isNotEmpty()
                .and(images.isNotEmpty().or(needsImages().not()))
                .and(Bindings.createBooleanBinding(() -> checkpoint.get().isPresent(), checkpoint));
    }

    /** Opens with a pair list; its folder is the first guess for the images. */
    void begin(Path list) {
        pairs.set(list.toString());
        if (images.get().isEmpty() && !holdsImages() && list.toAbsolutePath().getParent() != null) {
            images.set(list.toAbsolutePath().getParent().toString());
        }
        open.set(true);
    }

    void use(TestSetRequest testSet) {
        pairs.set(testSet.pairs().toString());
        images.set(testSet.images().toString());
    }

    TestSetRequest testSet() {
        Path file = Path.of(pairs.get().strip());
        return holdsImages()
                ? TestSetRequest.of(file)
                : new TestSetRequest(file, Path.of(images.get().strip()));
    }
}
