package dev.interproto.desktop.prototypes;

import dev.interproto.projection.TsneOptions;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** How the next map is to be laid out. */
final class MapOptions {
    private final DoubleProperty perplexity =
            new SimpleDoubleProperty(TsneOptions.defaults().perplexity());
    private final IntegerProperty iterations =
            new SimpleIntegerProperty(TsneOptions.defaults().iterations());
    private final IntegerProperty seed = new SimpleIntegerProperty(0);
    private final ObjectProperty<TsneOptions.Initialisation> start =
            new SimpleObjectProperty<>(TsneOptions.defaults().initialisation());

    DoubleProperty perplexityProperty() {
        return perplexity;
    }

    IntegerProperty iterationsProperty() {
        return iterations;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    ObjectProperty<TsneOptions.Initialisation> startProperty() {
        return start;
    }

    /** All of them as they are set now. */
    TsneOptions chosen() {
        return TsneOptions.defaults()
                .withPerplexity(Math.max(1, perplexity.get()))
                .withIterations(iterations.get())
                .withSeed(seed.get())
                .withInitialisation(start.get());
    }
}
