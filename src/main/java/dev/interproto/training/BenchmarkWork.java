package dev.interproto.training;

import dev.interproto.loss.InterPrototypeLoss;
import dev.interproto.loss.PrototypeLoss;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One kind of step, on data in memory. One thread's. */
interface BenchmarkWork extends AutoCloseable {
    /** Of the presets; small, since noise cannot be learned and only the time counts. */
    double RATE = 0.001;

    double MOMENTUM = 0.9;
    double DECAY = 5e-4;

    /** A tenth of the identities are children's. */
    int CHILD_PART = 10;

    void step();

    @Override
    void close();

    /** The work of a request, computed by given kernels, which it then owns. */
    static BenchmarkWork of(BenchmarkRequest request, Kernels kernels) {
        return switch (request.kind()) {
            case TRAIN -> training(request, kernels);
            case INFER -> inference(request, kernels);
            case HEAD -> head(request, kernels);
            case LOADER -> throw new IllegalArgumentException("no kernels load images");
        };
    }

    private static BenchmarkWork training(BenchmarkRequest request, Kernels kernels) {
        TrainingConfiguration configuration = configuration(request);
        FaceNetwork network =
                FaceNetworks.forTraining(
                        configuration, request.identities(), children(request), kernels);
        MomentumSgd optimiser =
                new MomentumSgd(
                        kernels, network.graph().params(), network.parameters(), MOMENTUM, DECAY);
        float[] pixels = pixels(request.batchSize());
        int[] labels = labels(request);
        return new BenchmarkWork() {
            @Override
            public void step() {
                TrainingSession.gradients(network, pixels, labels);
                optimiser.step(network.graph().getFlattenedGradients(), RATE);
                kernels.parametersChanged();
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }

    private static BenchmarkWork inference(BenchmarkRequest request, Kernels kernels) {
        FaceNetwork network =
                FaceNetwork.create(
                        Backbone.fromId(request.backbone()), Optional.empty(), 0, 1, kernels);
        float[] pixels = pixels(request.batchSize());
        return new BenchmarkWork() {
            @Override
            public void step() {
                INDArray images =
                        kernels.activations(
                                pixels,
                                request.batchSize(),
                                Backbone.IMAGE_SIZE,
                                Backbone.IMAGE_SIZE,
                                3);
                network.embed(images).close();
                kernels.release(images);
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }

    private static BenchmarkWork head(BenchmarkRequest request, Kernels kernels) {
        int dimension = Backbone.fromId(request.backbone()).embeddingSize();
        INDArray raw = noise(request.batchSize(), dimension);
        INDArray embeddings = raw.diviColumnVector(raw.norm2(1));
        INDArray prototypes = noise(request.identities(), dimension);
        INDArray dEmbeddings = Nd4j.zeros(DataType.FLOAT, request.batchSize(), dimension);
        INDArray gradient = Nd4j.zeros(DataType.FLOAT, request.identities(), dimension);
        INDArray velocity = Nd4j.zeros(DataType.FLOAT, request.identities(), dimension);
        PrototypeLoss loss =
                new PrototypeLoss(
                                ConfigurationCheck.head(configuration(request)),
                                new InterPrototypeLoss(children(request)),
                                1)
                        .on(kernels);
        int[] labels = labels(request);
        long length = prototypes.length();
        INDArray flatPrototypes = prototypes.reshape(length);
        INDArray flatGradient = gradient.reshape(length);
        INDArray flatVelocity = velocity.reshape(length);
        return new BenchmarkWork() {
            @Override
            public void step() {
                loss.gradients(embeddings, prototypes, labels, dEmbeddings, gradient);
                kernels.sgdMomentumStep(
                        flatPrototypes, flatGradient, flatVelocity, RATE, MOMENTUM, DECAY);
                kernels.parametersChanged();
            }

            @Override
            public void close() {
                for (INDArray array :
                        new INDArray[] {embeddings, prototypes, dEmbeddings, gradient, velocity}) {
                    array.close();
                }
                kernels.close();
            }
        };
    }

    private static TrainingConfiguration configuration(BenchmarkRequest request) {
        return TrainingConfiguration.paper()
                .backbone(request.backbone())
                .head(request.head())
                .batchSize(request.batchSize())
                .learningRate(RATE)
                .momentum(MOMENTUM)
                .weightDecay(DECAY)
                .seed(1)
                .device(request.device())
                .precision(request.precision())
                .build();
    }

    private static int[] children(BenchmarkRequest request) {
        return IntStream.range(0, request.identities() / CHILD_PART).toArray();
    }

    private static int[] labels(BenchmarkRequest request) {
        Random random = new Random(2);
        return IntStream.range(0, request.batchSize())
                .map(i -> random.nextInt(request.identities()))
                .toArray();
    }

    /** [B, 112, 112, 3], −1 to 1. */
    private static float[] pixels(int batch) {
        Random random = new Random(1);
        float[] pixels = new float[batch * Backbone.IMAGE_SIZE * Backbone.IMAGE_SIZE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        return pixels;
    }

    private static INDArray noise(int rows, int columns) {
        Random random = new Random(3);
        INDArray noise = Nd4j.createUninitialized(DataType.FLOAT, rows, columns);
        float[] row = new float[columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                row[k] = (float) random.nextGaussian();
            }
            noise.putRow(i, Nd4j.createFromArray(row));
        }
        return noise;
    }
}
