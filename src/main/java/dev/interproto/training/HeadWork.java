package dev.interproto.training;

import dev.interproto.loss.InterPrototypeLoss;
import dev.interproto.loss.PartialFc;
import dev.interproto.loss.PrototypeLoss;
import dev.interproto.network.Backbone;
import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss, its gradients and the update of the prototypes, on embeddings of noise. */
final class HeadWork implements BenchmarkWork {
    private final Kernels kernels;
    private final PrototypeLoss loss;
    private final int[] labels;
    private final INDArray embeddings;
    private final INDArray embeddingGradient;
    private final INDArray prototypes;
    private final INDArray velocity;
    private final Optional<PartialFc> partialFc;
    private final Optional<INDArray> gradient;

    HeadWork(BenchmarkRequest request, Kernels kernels) {
        int dimension = Backbone.fromId(request.backbone()).embeddingSize();
        this.kernels = kernels;
        this.loss =
                new PrototypeLoss(
                                ConfigurationCheck.head(BenchmarkWork.configuration(request)),
                                new InterPrototypeLoss(BenchmarkWork.children(request)),
                                1)
                        .on(kernels);
        this.labels = BenchmarkWork.labels(request);
        Nd4j.getRandom().setSeed(3);
        INDArray raw = Nd4j.randn(DataType.FLOAT, request.batchSize(), dimension);
        this.embeddings = raw.diviColumnVector(raw.norm2(1));
        this.embeddingGradient = Nd4j.zeros(DataType.FLOAT, request.batchSize(), dimension);
        this.prototypes = Nd4j.randn(DataType.FLOAT, request.identities(), dimension);
        this.velocity = Nd4j.zeros(DataType.FLOAT, request.identities(), dimension);
        boolean sampled = request.partialFc() < 1;
        this.partialFc =
                sampled ? Optional.of(new PartialFc(request.partialFc(), 1)) : Optional.empty();
        this.gradient = sampled ? Optional.empty() : Optional.of(prototypes.ulike());
    }

    @Override
    public void step() {
        partialFc.ifPresent(this::learn);
        gradient.ifPresent(this::learn);
        kernels.parametersChanged();
    }

    private void learn(PartialFc sampling) {
        sampling.gradients(loss, embeddings, prototypes, labels, embeddingGradient);
        sampling.gradient().descend(prototypes, velocity, RATE, MOMENTUM, DECAY);
    }

    private void learn(INDArray ofAll) {
        loss.gradients(embeddings, prototypes, labels, embeddingGradient, ofAll);
        long length = prototypes.length();
        kernels.sgdMomentumStep(
                prototypes.reshape(length),
                ofAll.reshape(length),
                velocity.reshape(length),
                RATE,
                MOMENTUM,
                DECAY);
    }

    @Override
    public void close() {
        embeddings.close();
        embeddingGradient.close();
        prototypes.close();
        velocity.close();
        gradient.ifPresent(INDArray::close);
        kernels.close();
    }
}
