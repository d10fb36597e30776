package dev.interproto.training;

import dev.interproto.loss.Turn;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.kernel.Kernels;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One kind of step, on data in memory. One thread's. */
interface BenchmarkWork extends AutoCloseable {
    /** Of the presets; small, since noise cannot be learned and only the time counts. */
    double RATE = 0.001;

    double MOMENTUM = 0.9;
    double DECAY = 5e-4;

    /** Of every face, years: what it is takes no time. */
    int AGE = 30;

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
            case HEAD -> new HeadWork(request, kernels);
            case LOADER -> throw new IllegalArgumentException("no kernels load images");
        };
    }

    private static BenchmarkWork training(BenchmarkRequest request, Kernels kernels) {
        TrainingConfiguration configuration = configuration(request);
        FaceNetwork network =
                FaceNetworks.forTraining(
                        configuration, request.identities(), children(request), kernels);
        WeightUpdate update = new WeightUpdate(network, configuration);
        float[] pixels = pixels(request.batchSize());
        int[] labels = labels(request);
        int[] ages = new int[labels.length];
        Arrays.fill(ages, AGE);
        return new BenchmarkWork() {
            @Override
            public void step() {
                TrainingSession.gradients(network, pixels, labels, ages);
                update.take(RATE, false, 0, Turn.ALL);
            }

            @Override
            public void close() {
                update.close();
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

    static TrainingConfiguration configuration(BenchmarkRequest request) {
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
                .refinements(Refinements.NONE.withPartialFc(request.partialFc()))
                .build();
    }

    static int[] children(BenchmarkRequest request) {
        return IntStream.range(0, request.identities() / CHILD_PART).toArray();
    }

    static int[] labels(BenchmarkRequest request) {
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
}
