package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Messages;
import dev.interproto.projection.TsneOptions.Initialisation;
import javafx.util.StringConverter;

/** Where a map's points start, in words. */
final class StartNames extends StringConverter<Initialisation> {
    private final Messages messages;

    StartNames(Messages messages) {
        this.messages = messages;
    }

    @Override
    public String toString(Initialisation start) {
        return start == null
                ? ""
                : messages.text(
                        switch (start) {
                            case PCA -> "prototypes.start.pca";
                            case SPECTRAL -> "prototypes.start.spectral";
                            case RANDOM -> "prototypes.start.random";
                        });
    }

    @Override
    public Initialisation fromString(String text) {
        throw new UnsupportedOperationException("a start is chosen, not typed");
    }
}
