package dev.interproto.command;

import dev.interproto.face.FaceDetectors;
import dev.interproto.face.FaceSelection;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which detector finds faces, and which of the faces is taken. */
final class DetectorOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--detector",
            paramLabel = "KIND",
            defaultValue = "HAAR",
            description =
                    "haar: built in, frontal faces; yunet: a network from --model, any pose"
                            + " (default: haar)")
    private DetectorKind kind;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "YuNet's ONNX file, such as yunet_n_320_320.onnx or yunet_n_dynamic.onnx")
    private Path model;

    @Option(
            names = "--face",
            paramLabel = "WHICH",
            defaultValue = "LARGEST",
            description = "of several faces: largest, central or surest (default: largest)")
    private FaceSelection.Preference preference;

    @Option(
            names = "--min-face",
            paramLabel = "PIXELS",
            defaultValue = "" + FaceSelection.USUAL_SIZE,
            description = "smaller faces are not taken (default: ${DEFAULT-VALUE})")
    private double smallest;

    @Option(
            names = "--min-confidence",
            paramLabel = "SCORE",
            description =
                    "less sure faces are not taken (default: the detector's own, 0.6 for yunet, of"
                            + " 0 to 1; 0 for haar, whose scores are votes)")
    private Double confidence;

    /** The detector; to be closed. */
    FaceDetectors open() {
        return kind.open(Optional.ofNullable(model));
    }

    FaceSelection selection() {
        if (!(smallest >= 0) || !Double.isFinite(smallest)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--min-face is a number of pixels, 0 or more.");
        }
        if (confidence != null && !Double.isFinite(confidence)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--min-confidence is a number.");
        }
        return new FaceSelection(
                preference,
                smallest,
                confidence == null ? OptionalDouble.empty() : OptionalDouble.of(confidence));
    }
}
