package dev.interproto.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.layer.ParameterKind;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class FaceNetworkTest {
    private static final int CLASSES = 3;

    private static Optional<Layer> softmax() {
        return Optional.of(
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(Backbone.IR_SMALL.embeddingSize())
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build());
    }

    private static FaceNetwork small(double dropout, long seed) {
        return FaceNetwork.create(Backbone.IR_SMALL, softmax(), dropout, seed, new Nd4jKernels());
    }

    private static INDArray images(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * 112 * 112 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return Nd4j.createFromArray(values).reshape('c', count, 112, 112, 3);
    }

    private static INDArray labels(int count) {
        INDArray labels = Nd4j.zeros(count, CLASSES);
        for (int i = 0; i < count; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }

    private static double step(FaceNetwork network, INDArray images, double learningRate) {
        network.graph().setInputs(images);
        network.graph().setLabels(labels((int) images.size(0)));
        network.graph().computeGradientAndScore();
        INDArray params = network.graph().params();
        INDArray velocity = params.like();
        network.kernels()
                .sgdMomentumStep(
                        params.reshape(params.length()),
                        network.graph().gradient().gradient().reshape(params.length()),
                        velocity.reshape(params.length()),
                        learningRate,
                        0.9,
                        0);
        return network.graph().score();
    }

    @Test
    void trainingLowersTheLossAndLeavesNothingTaken() {
        try (FaceNetwork network = small(0, 5)) {
            INDArray images = images(6, 1);
            double first = step(network, images, 0.2);
            long bytes = network.kernels().pool().bytes();
            double last = first;
            for (int i = 0; i < 8; i++) {
                last = step(network, images, 0.2);
            }
            assertThat(last).isLessThan(0.8 * first);
            assertThat(network.kernels().pool().bytes()).isEqualTo(bytes);
            network.embed(images);
            assertThat(network.kernels().pool().outstanding()).isZero();
        }
    }

    @Test
    void embeddingsHaveUnitLengthAndDoNotDependOnTheBatch() {
        try (FaceNetwork network = small(0.6, 5)) {
            INDArray images = images(3, 2);
            INDArray together = network.embed(images);
            assertThat(together.shape()).containsExactly(3, 128);
            INDArray alone = network.embed(images.get(NDArrayIndex.interval(1, 2)).dup('c'));
            for (int i = 0; i < 128; i++) {
                assertThat(alone.getDouble(0, i)).isCloseTo(together.getDouble(1, i), within(1e-5));
            }
            assertThat(together.norm2Number().doubleValue()).isCloseTo(Math.sqrt(3), within(1e-5));
        }
    }

    @Test
    void parametersAreContiguousAndNamedLikeTheReference() {
        try (FaceNetwork network = small(0, 5)) {
            long next = 0;
            for (NamedParameter parameter : network.parameters()) {
                assertThat(parameter.offset()).as(parameter.name()).isEqualTo(next);
                assertThat(parameter.view().length()).isEqualTo(parameter.length());
                next += parameter.length();
            }
            assertThat(next).isEqualTo(network.graph().params().length());
            assertThat(network.parameters())
                    .extracting(NamedParameter::name)
                    .contains(
                            "input_layer.0.weight",
                            "input_layer.2.weight",
                            "body.1.shortcut_layer.0.weight",
                            "body.3.res_layer.4.running_var",
                            "output_layer.3.bias",
                            "head.W");
            assertThat(kind(network, "output_layer.3.bias")).isEqualTo(ParameterKind.WEIGHT);
            assertThat(kind(network, "body.0.res_layer.2.weight")).isEqualTo(ParameterKind.WEIGHT);
            assertThat(kind(network, "body.0.res_layer.0.bias")).isEqualTo(ParameterKind.NORM);
            assertThat(kind(network, "input_layer.1.running_mean"))
                    .isEqualTo(ParameterKind.RUNNING_STATISTIC);
        }
    }

    private static ParameterKind kind(FaceNetwork network, String name) {
        return network.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    @Test
    void aViewWritesIntoTheFlatVectorAtItsOffset() {
        try (FaceNetwork network = small(0, 5)) {
            NamedParameter parameter = network.parameters().get(7);
            parameter.view().assign(0.125);
            assertThat(network.graph().params().getDouble(parameter.offset())).isEqualTo(0.125);
            long last = parameter.offset() + parameter.length() - 1;
            assertThat(network.graph().params().getDouble(last)).isEqualTo(0.125);
        }
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        try (FaceNetwork one =
                        FaceNetwork.create(
                                Backbone.IR_SMALL, Optional.empty(), 0, 9, new Nd4jKernels());
                FaceNetwork two =
                        FaceNetwork.create(
                                Backbone.IR_SMALL, Optional.empty(), 0, 9, new Nd4jKernels());
                FaceNetwork other =
                        FaceNetwork.create(
                                Backbone.IR_SMALL, Optional.empty(), 0, 10, new Nd4jKernels())) {
            assertThat(one.graph().params()).isEqualTo(two.graph().params());
            assertThat(one.graph().params()).isNotEqualTo(other.graph().params());
        }
    }

    @Test
    void dropoutGoesOnFromItsStep() {
        INDArray images = images(4, 3);
        try (FaceNetwork whole = small(0.6, 5);
                FaceNetwork resumed = small(0.6, 5)) {
            double first = step(whole, images, 0);
            double second = step(whole, images, 0);
            assertThat(second).isNotEqualTo(first);
            assertThat(whole.dropoutStep()).isEqualTo(2);
            resumed.dropoutStep(1);
            assertThat(step(resumed, images, 0)).isEqualTo(second);
        }
    }

    @Test
    void mobileFaceNetHasTheReferencesNamesAndSize() {
        try (FaceNetwork network =
                FaceNetwork.create(
                        Backbone.MOBILEFACENET, Optional.empty(), 0, 1, new Nd4jKernels())) {
            List<String> names = network.parameters().stream().map(NamedParameter::name).toList();
            assertThat(names)
                    .contains(
                            "model.0.conv.weight",
                            "model.3.model.3.conv_dw.prelu.weight",
                            "model.9.bn.running_var",
                            "linear.1.bias");
            long trained =
                    network.parameters().stream()
                            .filter(p -> p.kind() != ParameterKind.RUNNING_STATISTIC)
                            .mapToLong(NamedParameter::length)
                            .sum();
            assertThat(trained).isEqualTo(1_200_512);
        }
    }

    @Test
    void theConfigurationSurvivesJson() {
        try (FaceNetwork network =
                FaceNetwork.create(
                        Backbone.IR_SMALL, Optional.empty(), 0.3, 1, new Nd4jKernels())) {
            String json = network.graph().getConfiguration().toJson();
            assertThat(ComputationGraphConfiguration.fromJson(json).toJson()).isEqualTo(json);
        }
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        try (FaceNetwork network =
                FaceNetwork.create(Backbone.IR_SMALL, Optional.empty(), 0, 1, new Nd4jKernels())) {
            assertThatThrownBy(() -> network.embed(Nd4j.zeros(1, 3, 112, 112)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[1, 3, 112, 112]");
        }
    }

    @Test
    void anUnknownBackboneIsRefusedWithTheKnownOnes() {
        assertThat(Backbone.fromId("IR-SE-50")).isEqualTo(Backbone.IR_SE_50);
        assertThatThrownBy(() -> Backbone.fromId("resnet"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("ir-small, ir-50, ir-100")
                .hasMessageContaining("mobilefacenet");
    }
}
