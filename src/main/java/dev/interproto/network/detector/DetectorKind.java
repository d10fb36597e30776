package dev.interproto.network.detector;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.HaarFaceDetector;
import java.nio.file.Path;
import java.util.Optional;

/** The face detectors to choose from. */
public enum DetectorKind {
    /** OpenCV's cascades, built in: frontal faces, eyes found, nose and mouth completed. */
    HAAR,
    /** A small network from a file that the person gives: any pose, five landmarks. */
    YUNET;

    /**
     * Opens the detector.
     *
     * @param model YuNet's ONNX file; must be empty for {@link #HAAR}
     * @throws UserFacingException where the file is missing, superfluous or no YuNet
     */
    public FaceDetectors open(Optional<Path> model) {
        if (this == HAAR) {
            if (model.isPresent()) {
                throw new UserFacingException(
                        "The detector haar is built in and takes no model file.",
                        model.get() + " would not be used.",
                        "Choose the detector yunet for this file, or leave the file away.");
            }
            return HaarFaceDetector.factory();
        }
        return YuNet.open(
                model.orElseThrow(
                        () ->
                                new UserFacingException(
                                        "The detector yunet needs its model file.",
                                        "None comes with this program.",
                                        "Give an ONNX file, such as yunet_n_320_320.onnx of"
                                                + " libfacedetection.train (--model FILE).")));
    }
}
