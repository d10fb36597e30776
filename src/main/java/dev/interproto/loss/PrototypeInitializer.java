package dev.interproto.loss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Lays out and initialises the prototypes: uniform in −1 to 1, then each brought to unit length
 * (the Inter-Prototype reference's {@code uniform_(-1, 1)} and column normalisation).
 */
final class PrototypeInitializer implements ParamInitializer {
    /** The prototypes' parameter. */
    static final String WEIGHT = "weight";

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        PrototypeOutputLayer prototypes = (PrototypeOutputLayer) layer;
        return prototypes.getNIn() * prototypes.getNOut();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.of(WEIGHT);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(WEIGHT);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return WEIGHT.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(
            NeuralNetConfiguration conf, INDArray view, boolean initializeParameters) {
        PrototypeOutputLayer layer = (PrototypeOutputLayer) conf.getLayer();
        INDArray prototypes = rowPerIdentity(layer, view);
        if (initializeParameters) {
            fill(prototypes, layer.getSeed());
        }
        conf.addVariable(WEIGHT);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        parameters.put(WEIGHT, prototypes);
        return parameters;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(
            NeuralNetConfiguration conf, INDArray view) {
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        gradients.put(WEIGHT, rowPerIdentity((PrototypeOutputLayer) conf.getLayer(), view));
        return gradients;
    }

    private static INDArray rowPerIdentity(PrototypeOutputLayer layer, INDArray view) {
        return view.reshape('c', layer.getNOut(), layer.getNIn());
    }

    private static void fill(INDArray prototypes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RowWriter rows = writer(prototypes);
        double[] row = new double[(int) prototypes.size(1)];
        for (long identity = 0; identity < prototypes.size(0); identity++) {
            double squares = 0;
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble(-1, 1);
                squares += row[i] * row[i];
            }
            double norm = Math.sqrt(squares);
            for (int i = 0; i < row.length; i++) {
                row[i] /= norm;
            }
            rows.write(identity, row);
        }
    }

    @FunctionalInterface
    private interface RowWriter {
        void write(long identity, double[] row);
    }

    /** A million identities take seconds by memory, where ND4J's assignments take a minute. */
    private static RowWriter writer(INDArray prototypes) {
        if (!HostRows.serves(prototypes)) {
            return (identity, row) ->
                    prototypes
                            .getRow(identity)
                            .assign(Nd4j.createFromArray(row).castTo(prototypes.dataType()));
        }
        HostRows.Window memory = new HostRows(prototypes).window();
        float[] numbers = new float[(int) prototypes.size(1)];
        return (identity, row) -> {
            for (int i = 0; i < row.length; i++) {
                numbers[i] = (float) row[i];
            }
            memory.write(identity, 1, numbers);
        };
    }
}
