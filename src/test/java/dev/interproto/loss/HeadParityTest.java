package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.parity.NpzFile;
import dev.interproto.parity.ParityFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Margin head and Inter-Prototype loss against the reference's own modules. */
class HeadParityTest {
    private static final double TOLERANCE = 1e-4;

    @Test
    void referenceNumbersArePresent() {
        assumeTrue(ParityFiles.folder().isPresent(), ParityFiles::absence);
    }

    @TestFactory
    List<DynamicTest> headAgreesWithTheReference() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (ParityFiles.Entry entry : ParityFiles.ofKind("head")) {
            for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                tests.add(
                        DynamicTest.dynamicTest(
                                entry.name() + ", " + type, () -> check(entry, type)));
            }
        }
        return tests;
    }

    private static void check(ParityFiles.Entry entry, DataType type) throws IOException {
        NpzFile file = entry.read();
        INDArray embeddings = array(file, "embeddings", type);
        // The reference keeps a column per identity, we a row.
        INDArray prototypes = array(file, "kernel", type).transpose().dup('c');
        int[] labels = file.get("labels").ints();
        PrototypeLoss loss =
                new PrototypeLoss(
                        head(entry.facts()),
                        new InterPrototypeLoss(file.get("child").ints()),
                        file.get("lambda_child").scalar());
        INDArray byEmbeddings = Nd4j.create(type, embeddings.shape());
        INDArray byPrototypes = Nd4j.create(type, prototypes.shape());

        LossStep step = loss.gradients(embeddings, prototypes, labels, byEmbeddings, byPrototypes);

        assertClose("logits", file, loss.logits(embeddings, prototypes, labels));
        String marginLoss = file.has("arcface_loss") ? "arcface_loss" : "margin_loss";
        assertClose(marginLoss, file, Nd4j.scalar(step.margin()));
        assertClose("inter_prototype_loss", file, Nd4j.scalar(step.interPrototype()));
        assertClose("total_loss", file, Nd4j.scalar(step.total()));
        assertClose("grad_embeddings", file, byEmbeddings);
        assertClose("grad_kernel", file, byPrototypes.transpose());
    }

    /** ArcFace unless the entry names another head. */
    private static MarginHead head(JsonNode facts) {
        String name = facts.path("head").asText(facts.path("module").asText("arcface"));
        Map<String, Double> options =
                new HashMap<>(MarginHead.named(name.toLowerCase(Locale.ROOT)).options());
        if (facts.has("s")) {
            options.put("scale", facts.get("s").asDouble());
        }
        if (facts.has("m")) {
            options.put("margin", facts.get("m").asDouble());
        }
        return MarginHead.named(name.toLowerCase(Locale.ROOT), options);
    }

    private static INDArray array(NpzFile file, String name, DataType type) {
        NpzFile.Array array = file.get(name);
        return Nd4j.createFromArray(array.values()).reshape('c', array.shape()).castTo(type);
    }

    /** The largest difference, relative to the array's largest magnitude. */
    private static void assertClose(String name, NpzFile file, INDArray actual) {
        double[] expected = file.get(name).values();
        double[] found = actual.dup('c').reshape(actual.length()).toDoubleVector();
        assertThat(found).as(name).hasSameSizeAs(expected);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double distance = Math.abs(expected[i] - found[i]);
            difference = Math.max(difference, Double.isNaN(distance) ? 1e300 : distance);
        }
        assertThat(difference / largest).as(name).isLessThan(TOLERANCE);
    }
}
