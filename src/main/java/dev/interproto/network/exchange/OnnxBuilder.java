package dev.interproto.network.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Puts an ONNX model together: nodes in the order they are added, initialisers, inputs, outputs and
 * metadata. Opset 13 (2020), which every runtime of today reads.
 */
final class OnnxBuilder {
    /** Stands for the batch in a shape. */
    static final long BATCH = -1;

    private static final String BATCH_NAME = "batch";
    private static final int OPSET = 13;
    private static final int IR_VERSION = 7;
    private static final String PRODUCER = "Interproto Workbench";

    private final Onnx.ModelProto.Builder model = Onnx.ModelProto.newBuilder();
    private final Onnx.GraphProto.Builder graph;
    private final Set<String> values = new HashSet<>();

    OnnxBuilder(String graphName) {
        model.setIrVersion(IR_VERSION).setProducerName(PRODUCER);
        model.addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        graph = model.getGraphBuilder().setName(graphName);
    }

    /** An input of float32; {@link #BATCH} in its shape stands for any number. */
    void input(String name, long... shape) {
        claim(name);
        graph.addInput(value(name, shape));
    }

    /** An output of float32; {@link #BATCH} in its shape stands for any number. */
    void output(String name, long... shape) {
        graph.addOutput(value(name, shape));
    }

    /**
     * A constant of float32.
     *
     * @param values in C order
     * @param shape none for a scalar
     * @return the name, to be an input of nodes
     */
    String floats(String name, float[] values, long... shape) {
        ByteBuffer raw =
                ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, Onnx.TensorProto.DataType.FLOAT, raw, shape);
    }

    /** A constant vector of int64, such as the shape that Reshape takes. */
    String longs(String name, long... values) {
        ByteBuffer raw =
                ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, Onnx.TensorProto.DataType.INT64, raw, values.length);
    }

    private String constant(
            String name, Onnx.TensorProto.DataType type, ByteBuffer raw, long... shape) {
        claim(name);
        Onnx.TensorProto.Builder tensor =
                Onnx.TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(type.getNumber())
                        .setRawData(ByteString.copyFrom(raw));
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /**
     * Adds an operation with one output.
     *
     * @param operator of ONNX, such as {@code Conv}
     * @param output name of what it gives; also the node's
     * @return {@code output}
     */
    String node(
            String operator,
            String output,
            List<String> inputs,
            Onnx.AttributeProto... attributes) {
        claim(output);
        graph.addNode(
                Onnx.NodeProto.newBuilder()
                        .setOpType(operator)
                        .setName(output)
                        .addAllInput(inputs)
                        .addOutput(output)
                        .addAllAttribute(List.of(attributes)));
        return output;
    }

    static Onnx.AttributeProto integer(String name, long value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static Onnx.AttributeProto integers(String name, long... values) {
        Onnx.AttributeProto.Builder attribute =
                Onnx.AttributeProto.newBuilder()
                        .setName(name)
                        .setType(Onnx.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static Onnx.AttributeProto decimal(String name, float value) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    /** A note that travels in the file, such as the preprocessing. */
    void metadata(String key, String text) {
        model.addMetadataProps(Onnx.StringStringEntryProto.newBuilder().setKey(key).setValue(text));
    }

    /** The version of the program that made the file. */
    void producerVersion(String version) {
        model.setProducerVersion(version);
    }

    /** Writes the model file. */
    void writeTo(OutputStream out) throws IOException {
        model.build().writeTo(out);
    }

    /** The model file's bytes. */
    byte[] bytes() {
        return model.build().toByteArray();
    }

    private void claim(String name) {
        if (name.isEmpty() || !values.add(name)) {
            throw new IllegalArgumentException("two values are called \"" + name + "\"");
        }
    }

    private static Onnx.ValueInfoProto value(String name, long... shape) {
        Onnx.TensorShapeProto.Builder dimensions = Onnx.TensorShapeProto.newBuilder();
        for (long size : shape) {
            Onnx.TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (size == BATCH) {
                dimension.setDimParam(BATCH_NAME);
            } else {
                dimension.setDimValue(size);
            }
        }
        Onnx.TypeProto.Tensor.Builder tensor =
                Onnx.TypeProto.Tensor.newBuilder()
                        .setElemType(Onnx.TensorProto.DataType.FLOAT.getNumber())
                        .setShape(dimensions);
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(Onnx.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
