package dev.interproto.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A graph whose vector of gradients has no room for layers that keep their own. */
final class FaceGraph extends ComputationGraph {
    FaceGraph(ComputationGraphConfiguration configuration) {
        super(configuration);
    }

    @Override
    public void initGradientsView() {
        List<Layer> sharing = new ArrayList<>();
        long length = 0;
        for (int vertex : topologicalOrder) {
            if (vertices[vertex].hasLayer() && !keepsGradient(vertices[vertex].getLayer())) {
                sharing.add(vertices[vertex].getLayer());
                length += vertices[vertex].getLayer().numParams();
            }
        }
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            flattenedGradients = Nd4j.zeros(flattenedParams.dataType(), 1, length);
        }
        INDArray flat = flattenedGradients.reshape(length);
        long from = 0;
        for (Layer layer : sharing) {
            long to = from + layer.numParams();
            if (to > from) {
                layer.setBackpropGradientsViewArray(flat.get(NDArrayIndex.interval(from, to)));
            }
            from = to;
        }
    }

    private static boolean keepsGradient(Layer layer) {
        return layer.conf().getLayer() instanceof OwnGradient own && own.keepsGradient();
    }
}
