package dev.interproto.desktop.compare;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.HaarFaceDetector;
import dev.interproto.face.UnreadableImageException;
import dev.interproto.verification.PhotoComparison;
import dev.interproto.verification.PhotoFaces;
import java.nio.file.Path;
import java.util.Optional;

/** Finds faces with the cascades that come with the program; loads them at the first photograph. */
final class HaarFinder implements FaceFinder, AutoCloseable {
    private final Messages messages;
    private Optional<FaceDetector> detector = Optional.empty();

    HaarFinder(Messages messages) {
        this.messages = messages;
    }

    /** One photograph at a time: the detector is not thread-safe. */
    @Override
    public synchronized PhotoFaces find(Path photograph) {
        try {
            if (detector.isEmpty()) {
                detector = Optional.of(new HaarFaceDetector());
            }
            return PhotoComparison.find(photograph, detector.get());
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
        detector.ifPresent(FaceDetector::close);
        detector = Optional.empty();
    }
}
