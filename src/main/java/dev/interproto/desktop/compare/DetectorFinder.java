package dev.interproto.desktop.compare;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.UnreadableImageException;
import dev.interproto.verification.PhotoComparison;
import dev.interproto.verification.PhotoFaces;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds faces with the detector of the settings; opens it at the first photograph. */
final class DetectorFinder implements FaceFinder, AutoCloseable {
    /** A detector and the choice that it is of. */
    private record Opened(DetectorChoice choice, FaceDetectors detectors, FaceDetector detector) {
        static Opened of(DetectorChoice choice) {
            FaceDetectors detectors = choice.open();
            return new Opened(choice, detectors, detectors.create());
        }

        void close() {
            detector.close();
            detectors.close();
        }
    }

    private final Messages messages;
    private final Supplier<DetectorChoice> choice;
    private Optional<Opened> opened = Optional.empty();

    /**
     * @param choice asked for each photograph
     */
    DetectorFinder(Messages messages, Supplier<DetectorChoice> choice) {
        this.messages = messages;
        this.choice = choice;
    }

    /** One photograph at a time: a detector is not thread-safe. */
    @Override
    public synchronized PhotoFaces find(Path photograph) {
        DetectorChoice wanted = choice.get();
        if (opened.filter(now -> now.choice().equals(wanted)).isEmpty()) {
            close();
            opened = Optional.of(Opened.of(wanted));
        }
        try {
            return PhotoComparison.find(photograph, opened.orElseThrow().detector());
        } catch (UnreadableImageException e) {
            throw new UserFacingException(
                    messages.text("compare.unreadable", photograph.getFileName(), e.reason()),
                    messages.text("compare.unreadable.meaning"),
                    messages.text("compare.unreadable.remedy"),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(Opened::close);
        opened = Optional.empty();
    }
}
