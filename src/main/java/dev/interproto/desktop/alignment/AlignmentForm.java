package dev.interproto.desktop.alignment;

import dev.interproto.dataset.alignment.AlignmentOptions;
import dev.interproto.dataset.alignment.AlignmentOptions.FaceFormat;
import dev.interproto.dataset.alignment.LandmarkSource;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.face.FaceSelection;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What to align and how, while a person edits it. */
final class AlignmentForm {
    private final Messages messages;
    private final StringProperty input = new SimpleStringProperty("");
    private final StringProperty output = new SimpleStringProperty("");
    private final ObjectProperty<Source> source = new SimpleObjectProperty<>(Source.HAAR);
    private final StringProperty model = new SimpleStringProperty("");
    private final ObjectProperty<FaceSelection.Preference> preference =
            new SimpleObjectProperty<>(FaceSelection.Preference.LARGEST);
    private final StringProperty smallestFace =
            new SimpleStringProperty(Integer.toString((int) FaceSelection.USUAL_SIZE));
    private final StringProperty smallestConfidence = new SimpleStringProperty("");
    private final ObjectProperty<String> format = new SimpleObjectProperty<>("png");
    private final StringProperty quality =
            new SimpleStringProperty(Integer.toString(FaceFormat.USUAL_QUALITY));
    private final ObjectProperty<AlignmentOptions.Layout> layout =
            new SimpleObjectProperty<>(AlignmentOptions.Layout.KEEP);
    private final ObjectProperty<AlignmentOptions.WithoutFace> withoutFace =
            new SimpleObjectProperty<>(AlignmentOptions.WithoutFace.SKIP);

    /** Where faces and landmarks come from. */
    enum Source {
        HAAR,
        YUNET,
        POINTS
    }

    /**
     * What is to be done.
     *
     * @param model YuNet's file, for that detector only
     */
    record Request(
            Path input,
            Path output,
            DetectorKind detector,
            Optional<Path> model,
            AlignmentOptions options) {

        /** The detector that looks for faces; empty where landmarks come from files. */
        Optional<DetectorChoice> detectorUsed() {
            return options.landmarks() == LandmarkSource.DETECT
                    ? Optional.of(new DetectorChoice(detector, model))
                    : Optional.empty();
        }
    }

    AlignmentForm(Messages messages) {
        this.messages = messages;
        input.addListener((o, old, now) -> suggestOutput(old, now));
    }

    /** Takes over a detector. */
    void show(DetectorChoice detector) {
        detector.model().ifPresent(file -> model.set(file.toString()));
        source.set(detector.kind() == DetectorKind.YUNET ? Source.YUNET : Source.HAAR);
    }

    /** The folder of photographs, as typed. */
    StringProperty inputProperty() {
        return input;
    }

    /** The folder for the faces, as typed; follows the input until a person changes it. */
    StringProperty outputProperty() {
        return output;
    }

    ObjectProperty<Source> sourceProperty() {
        return source;
    }

    /** YuNet's ONNX file, as typed. */
    StringProperty modelProperty() {
        return model;
    }

    ObjectProperty<FaceSelection.Preference> preferenceProperty() {
        return preference;
    }

    StringProperty smallestFaceProperty() {
        return smallestFace;
    }

    /** Empty: the detector's own. */
    StringProperty smallestConfidenceProperty() {
        return smallestConfidence;
    }

    /** {@code png} or {@code jpg}. */
    ObjectProperty<String> formatProperty() {
        return format;
    }

    StringProperty qualityProperty() {
        return quality;
    }

    ObjectProperty<AlignmentOptions.Layout> layoutProperty() {
        return layout;
    }

    ObjectProperty<AlignmentOptions.WithoutFace> withoutFaceProperty() {
        return withoutFace;
    }

    /** Everything that {@link #problem} and {@link #request} depend on. */
    Observable[] fields() {
        return new Observable[] {
            input,
            output,
            source,
            model,
            preference,
            smallestFace,
            smallestConfidence,
            format,
            quality,
            layout,
            withoutFace
        };
    }

    /** What is missing or wrong, for a person; empty where the work can begin. */
    Optional<String> problem() {
        if (input.get().isBlank()) {
            return Optional.of(messages.text("alignment.missing.input"));
        }
        if (output.get().isBlank()) {
            return Optional.of(messages.text("alignment.missing.output"));
        }
        if (source.get() == Source.YUNET && model.get().isBlank()) {
            return Optional.of(messages.text("alignment.missing.model"));
        }
        if (number(smallestFace.get()).filter(pixels -> pixels >= 0).isEmpty()) {
            return Optional.of(messages.text("alignment.wrong.smallest"));
        }
        if (!smallestConfidence.get().isBlank() && number(smallestConfidence.get()).isEmpty()) {
            return Optional.of(messages.text("alignment.wrong.confidence"));
        }
        if (format.get().equals("jpg")
                && number(quality.get()).filter(q -> q >= 1 && q <= 100).isEmpty()) {
            return Optional.of(messages.text("alignment.wrong.quality"));
        }
        return Optional.empty();
    }

    /** The work; empty while there is a {@link #problem}. */
    Optional<Request> request() {
        if (problem().isPresent()) {
            return Optional.empty();
        }
        FaceSelection selection =
                new FaceSelection(
                        preference.get(),
                        number(smallestFace.get()).orElseThrow(),
                        number(smallestConfidence.get())
                                .map(OptionalDouble::of)
                                .orElse(OptionalDouble.empty()));
        AlignmentOptions options =
                new AlignmentOptions(
                        source.get() == Source.POINTS ? LandmarkSource.PTS : LandmarkSource.DETECT,
                        selection,
                        format.get().equals("jpg")
                                ? FaceFormat.jpeg(number(quality.get()).orElseThrow().intValue())
                                : FaceFormat.PNG,
                        layout.get(),
                        withoutFace.get(),
                        Runtime.getRuntime().availableProcessors());
        boolean yunet = source.get() == Source.YUNET;
        return Optional.of(
                new Request(
                        Path.of(input.get().strip()),
                        Path.of(output.get().strip()),
                        yunet ? DetectorKind.YUNET : DetectorKind.HAAR,
                        yunet ? Optional.of(Path.of(model.get().strip())) : Optional.empty(),
                        options));
    }

    private void suggestOutput(String old, String now) {
        if (output.get().isBlank() || output.get().equals(suggestion(old))) {
            output.set(suggestion(now));
        }
    }

    private static String suggestion(String folder) {
        String bare = folder.strip().replaceAll("[/\\\\]+$", "");
        return bare.isEmpty() ? "" : bare + "-aligned";
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
