package dev.interproto.verification;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.RgbImage;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.network.exchange.OnnxModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Estimates ages from faces with an ONNX model of the person's choice: one image input, one output
 * that {@link AgeOutput} understands. Owns native memory until closed; one thread at a time.
 *
 * <p>InsightFace's {@code genderage} wants the square of 1.5 times the detector's box. Aligned
 * faces are all there is here, so the aligned square stands for the box, and a black margin of a
 * quarter of its side for what lay around it, as where a box reaches over a photograph's edge.
 * Other models are given the aligned face as it is.
 */
public final class AgeEstimator implements AutoCloseable {
    /** Of the side of the detector's box, in {@code model_zoo/attribute.py}. */
    private static final double BOX_FACTOR = 1.5;

    private static final int COLOURS = 3;

    /** Faces that are looked at before one number is believed to be years. */
    private static final int SUSPECTED = 8;

    private final OnnxFaces faces;
    private final AgeOutput output;
    private final String name;
    private boolean unitChecked;

    private AgeEstimator(GraphModel model, AgeOutput output, boolean unitGiven, String name) {
        this.output = output;
        this.name = name;
        this.unitChecked = unitGiven || output != AgeOutput.YEARS;
        this.faces = new OnnxFaces(model, name, "age");
    }

    /**
     * Loads a model.
     *
     * @param file an ONNX model
     * @param preprocessing told by a person; else what the file records or its graph shows, and for
     *     InsightFace's output bare RGB pixels
     * @param unit what a single number means, told by a person: {@link AgeOutput#YEARS} or {@link
     *     AgeOutput#HUNDREDTHS}
     * @throws UserFacingException where it cannot be loaded or its output is no age
     */
    public static AgeEstimator open(
            Path file, Optional<Preprocessing> preprocessing, Optional<AgeOutput> unit) {
        GraphModel model = OnnxModels.read(file, preprocessing);
        int numbers = model.embeddingSize();
        AgeOutput output =
                AgeOutput.ofSize(numbers).orElseThrow(() -> notUnderstood(file, numbers));
        if (output == AgeOutput.SEX_AND_HUNDREDTHS && preprocessing.isEmpty()) {
            Preprocessing pixels =
                    new Preprocessing(
                            Preprocessing.ColourOrder.RGB, 0, 1, model.preprocessing().size());
            model = new GraphModel(model.format(), model.onnx(), numbers, pixels);
        }
        boolean given = output == AgeOutput.YEARS && unit.isPresent();
        return new AgeEstimator(
                model, given ? unit.get() : output, given, file.getFileName().toString());
    }

    private static UserFacingException notUnderstood(Path file, int numbers) {
        String groups =
                numbers <= 20
                        ? "They look like groups of ages, which do not tell who is below a child"
                                + " age."
                        : "Nothing says what they mean.";
        return new UserFacingException(
                file + " gives " + numbers + " numbers for a face, which are no age in years.",
                groups,
                "Give a model with an output of 1 number (years), 3 (InsightFace's genderage) or"
                        + " one for each age from 0 on (60 to 121, such as DEX's 101).");
    }

    /** The model's file name. */
    public String name() {
        return name;
    }

    /** What its numbers are taken for. */
    public AgeOutput output() {
        return output;
    }

    /**
     * Estimates ages.
     *
     * @param faces112 aligned faces
     * @return whole years of each, 0 to 120, rounded; empty where the model gives no age of anybody
     * @throws UserFacingException where the model fails, or gives fractions that cannot be years
     */
    public List<OptionalInt> estimate(List<RgbImage> faces112) {
        List<RgbImage> wanted =
                output == AgeOutput.SEX_AND_HUNDREDTHS
                        ? faces112.stream().map(AgeEstimator::withMargin).toList()
                        : faces112;
        float[][] rows = faces.run(wanted);
        requireYears(rows);
        List<OptionalInt> ages = new ArrayList<>(rows.length);
        for (float[] row : rows) {
            ages.add(whole(output.years(row)));
        }
        return ages;
    }

    /** A model that gives 0.27 for 27 would otherwise make children of everybody. */
    private void requireYears(float[][] rows) {
        if (unitChecked || rows.length < SUSPECTED) {
            return;
        }
        for (float[] row : rows) {
            if (!(row[0] >= 0 && row[0] <= 1.5)) {
                unitChecked = true;
                return;
            }
        }
        throw new UserFacingException(
                "The model " + name + " gives numbers between 0 and 1.5 for all faces.",
                "Taken for years, everybody would be a baby; they may be years divided by 100.",
                "Say what they are: --unit hundredths, or --unit years if these are babies.");
    }

    private static OptionalInt whole(OptionalDouble years) {
        if (years.isEmpty() || years.getAsDouble() < -1 || years.getAsDouble() > 120) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.max(0, Math.round(years.getAsDouble())));
    }

    /** A face in the middle of a black square of {@link #BOX_FACTOR} times its side. */
    private static RgbImage withMargin(RgbImage face) {
        int side = (int) Math.round(FaceAligner.SIZE * BOX_FACTOR);
        int margin = (side - face.width()) / 2;
        byte[] rgb = new byte[COLOURS * side * side];
        for (int y = 0; y < face.height(); y++) {
            System.arraycopy(
                    face.rgb(),
                    COLOURS * face.width() * y,
                    rgb,
                    COLOURS * ((y + margin) * side + margin),
                    COLOURS * face.width());
        }
        return new RgbImage(side, side, rgb);
    }

    @Override
    public void close() {
        faces.close();
    }
}
