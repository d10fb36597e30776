package dev.interproto.desktop.shell;

import dev.interproto.face.FaceDetectors;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Which detector finds faces, wherever photographs are taken in; kept between starts.
 *
 * @param model YuNet's ONNX file; kept while the built-in detector is chosen
 */
public record DetectorChoice(DetectorKind kind, Optional<Path> model) {
    private static final String KIND = "detector";
    private static final String MODEL = "detector.model";

    /** What the person chose last; the built-in detector before. */
    public static DetectorChoice of(WorkbenchPreferences preferences) {
        boolean yunet = preferences.value(KIND).filter(id(DetectorKind.YUNET)::equals).isPresent();
        return new DetectorChoice(
                yunet ? DetectorKind.YUNET : DetectorKind.HAAR,
                preferences.value(MODEL).flatMap(DetectorChoice::path));
    }

    /** Keeps the choice; an earlier file stays known where this choice has none. */
    public void keep(WorkbenchPreferences preferences) {
        preferences.set(KIND, id(kind));
        model.ifPresent(file -> preferences.set(MODEL, file.toString()));
    }

    /**
     * Opens the detector.
     *
     * @throws dev.interproto.common.UserFacingException where YuNet's file was not given, is gone
     *     or is no YuNet
     */
    public FaceDetectors open() {
        return kind.open(kind == DetectorKind.YUNET ? model : Optional.empty());
    }

    private static String id(DetectorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
