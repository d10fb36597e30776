package dev.interproto.network.exchange;

import onnx.Onnx;

/** Finds weights that an ONNX file does not hold but names another file for. */
final class OnnxExternalData {
    private OnnxExternalData() {}

    /** Whether any tensor of a model, in its graph, its subgraphs or its functions, is outside. */
    static boolean isUsedBy(Onnx.ModelProto model) {
        return isUsedBy(model.getGraph())
                || model.getFunctionsList().stream()
                        .flatMap(function -> function.getNodeList().stream())
                        .anyMatch(OnnxExternalData::isUsedBy);
    }

    private static boolean isUsedBy(Onnx.GraphProto graph) {
        return graph.getInitializerList().stream().anyMatch(OnnxExternalData::isOutside)
                || graph.getSparseInitializerList().stream().anyMatch(OnnxExternalData::isOutside)
                || graph.getNodeList().stream().anyMatch(OnnxExternalData::isUsedBy);
    }

    private static boolean isUsedBy(Onnx.NodeProto node) {
        return node.getAttributeList().stream().anyMatch(OnnxExternalData::isUsedBy);
    }

    private static boolean isUsedBy(Onnx.AttributeProto attribute) {
        return isOutside(attribute.getT())
                || isOutside(attribute.getSparseTensor())
                || attribute.getTensorsList().stream().anyMatch(OnnxExternalData::isOutside)
                || attribute.getSparseTensorsList().stream().anyMatch(OnnxExternalData::isOutside)
                || attribute.hasG() && isUsedBy(attribute.getG())
                || attribute.getGraphsList().stream().anyMatch(OnnxExternalData::isUsedBy);
    }

    private static boolean isOutside(Onnx.SparseTensorProto tensor) {
        return isOutside(tensor.getValues()) || isOutside(tensor.getIndices());
    }

    private static boolean isOutside(Onnx.TensorProto tensor) {
        return tensor.getDataLocation() == Onnx.TensorProto.DataLocation.EXTERNAL
                || tensor.getExternalDataCount() > 0;
    }
}
