package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import onnx.Onnx;
import org.junit.jupiter.api.Test;

/** Weights outside the file are found wherever a model can hide them. */
class OnnxExternalDataTest {
    private static final Onnx.TensorProto INSIDE =
            Onnx.TensorProto.newBuilder().setName("w").setDataType(1).addDims(1).build();
    private static final Onnx.TensorProto OUTSIDE =
            INSIDE.toBuilder()
                    .setDataLocation(Onnx.TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(
                            Onnx.StringStringEntryProto.newBuilder()
                                    .setKey("location")
                                    .setValue("../../etc/passwd"))
                    .build();

    private static boolean found(Consumer<Onnx.ModelProto.Builder> model) {
        Onnx.ModelProto.Builder builder = Onnx.ModelProto.newBuilder();
        model.accept(builder);
        return OnnxExternalData.isUsedBy(builder.build());
    }

    private static Onnx.AttributeProto attribute(Onnx.TensorProto tensor) {
        return Onnx.AttributeProto.newBuilder().setName("value").setT(tensor).build();
    }

    private static Onnx.NodeProto node(Onnx.AttributeProto attribute) {
        return Onnx.NodeProto.newBuilder().setOpType("Constant").addAttribute(attribute).build();
    }

    @Test
    void amongTheWeightsDenseAndSparse() {
        assertThat(found(m -> m.getGraphBuilder().addInitializer(INSIDE))).isFalse();
        assertThat(found(m -> m.getGraphBuilder().addInitializer(OUTSIDE))).isTrue();
        Onnx.SparseTensorProto sparse =
                Onnx.SparseTensorProto.newBuilder().setValues(INSIDE).setIndices(OUTSIDE).build();
        assertThat(found(m -> m.getGraphBuilder().addSparseInitializer(sparse))).isTrue();
    }

    @Test
    void inConstantsAndInGraphsWithinGraphs() {
        assertThat(found(m -> m.getGraphBuilder().addNode(node(attribute(INSIDE))))).isFalse();
        assertThat(found(m -> m.getGraphBuilder().addNode(node(attribute(OUTSIDE))))).isTrue();
        Onnx.AttributeProto branch =
                Onnx.AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setG(Onnx.GraphProto.newBuilder().addInitializer(OUTSIDE))
                        .build();
        assertThat(found(m -> m.getGraphBuilder().addNode(node(branch)))).isTrue();
    }

    @Test
    void inFunctions() {
        assertThat(found(m -> m.addFunctionsBuilder().addNode(node(attribute(INSIDE))))).isFalse();
        assertThat(found(m -> m.addFunctionsBuilder().addNode(node(attribute(OUTSIDE))))).isTrue();
    }
}
