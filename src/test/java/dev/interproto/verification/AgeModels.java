package dev.interproto.verification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** Age models whose numbers can be computed by hand. */
public final class AgeModels {
    private AgeModels() {}

    /**
     * Weights times the mean red, green and blue.
     *
     * @param side of the input in pixels
     * @param weights a row of three for each number the model gives
     */
    public static Path linear(Path folder, int side, float[][] weights) throws IOException {
        ByteBuffer raw =
                ByteBuffer.allocate(weights.length * 3 * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : weights) {
            for (float weight : row) {
                raw.putFloat(weight);
            }
        }
        Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder().setName("ages");
        graph.addInitializerBuilder()
                .setName("weights")
                .setDataType(Onnx.TensorProto.DataType.FLOAT.getNumber())
                .addDims(weights.length)
                .addDims(3)
                .addDims(1)
                .addDims(1)
                .setRawData(ByteString.copyFrom(raw.flip()));
        graph.addInput(value("face", 3, side, side));
        graph.addOutput(value("age", weights.length, 1, 1));
        graph.addNodeBuilder().setOpType("GlobalAveragePool").addInput("face").addOutput("means");
        graph.addNodeBuilder()
                .setOpType("Conv")
                .addInput("means")
                .addInput("weights")
                .addOutput("age");
        Onnx.ModelProto model =
                Onnx.ModelProto.newBuilder()
                        .setIrVersion(7)
                        .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(13))
                        .setGraph(graph)
                        .build();
        Files.createDirectories(folder);
        return Files.write(folder.resolve("ages.onnx"), model.toByteArray());
    }

    private static Onnx.ValueInfoProto value(String name, long... shape) {
        Onnx.TensorShapeProto.Builder dimensions = Onnx.TensorShapeProto.newBuilder();
        dimensions.addDimBuilder().setDimParam("n");
        for (long size : shape) {
            dimensions.addDimBuilder().setDimValue(size);
        }
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        Onnx.TypeProto.newBuilder()
                                .setTensorType(
                                        Onnx.TypeProto.Tensor.newBuilder()
                                                .setElemType(1)
                                                .setShape(dimensions)))
                .build();
    }
}
