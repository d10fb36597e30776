package dev.interproto.network.exchange;

import onnx.Onnx;

/** Finds weights that an ONNX file does not hold but names another file for. */
final class OnnxExternalData {
    private OnnxExternalData() {}

    static boolean isUsedBy(Onnx.ModelProto model) {
        return isUsedBy(model.getGraph());
    }

    private static boolean isUsedBy(Onnx.GraphProto graph) {
        return graph.getInitializerList().stream().anyMatch(OnnxExternalData::isOutside)
                || graph.getNodeList().stream()
                        .flatMap(node -> node.getAttributeList().stream())
                        .anyMatch(OnnxExternalData::isUsedBy);
    }

    private static boolean isUsedBy(Onnx.AttributeProto attribute) {
        return attribute.hasT() && isOutside(attribute.getT())
                || attribute.getTensorsList().stream().anyMatch(OnnxExternalData::isOutside)
                || attribute.hasG() && isUsedBy(attribute.getG())
                || attribute.getGraphsList().stream().anyMatch(OnnxExternalData::isUsedBy);
    }

    private static boolean isOutside(Onnx.TensorProto tensor) {
        return tensor.getDataLocation() == Onnx.TensorProto.DataLocation.EXTERNAL
                || tensor.getExternalDataCount() > 0;
    }
}
