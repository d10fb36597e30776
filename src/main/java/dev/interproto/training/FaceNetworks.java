package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeOutput;
import dev.interproto.loss.PrototypeOutputLayer;
import dev.interproto.network.Backbone;
import dev.interproto.network.ComputeDevice;
import dev.interproto.network.DeviceChoice;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.KernelChoice;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.Precision;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.verification.NetworkEmbedder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The one place where configurations and checkpoints become networks. */
public final class FaceNetworks {
    private FaceNetworks() {}

    /**
     * A network for training, with fresh weights and prototypes that follow the seed.
     *
     * @param identities how many prototypes
     * @param childIdentities which of them the Inter-Prototype loss pushes apart
     * @throws UserFacingException where the configuration names something that is not there
     */
    public static FaceNetwork forTraining(
            TrainingConfiguration configuration, int identities, int[] childIdentities) {
        return forTraining(
                configuration,
                identities,
                childIdentities,
                open(configuration.device(), configuration.precision()).kernels());
    }

    static FaceNetwork forTraining(
            TrainingConfiguration configuration,
            int identities,
            int[] childIdentities,
            Kernels kernels) {
        Backbone backbone = Backbone.fromId(configuration.backbone());
        PrototypeOutputLayer head =
                new PrototypeOutputLayer.Builder()
                        .nIn(backbone.embeddingSize())
                        .nOut(identities)
                        .head(ConfigurationCheck.head(configuration))
                        .interPrototype(configuration.lambdaChild(), childIdentities)
                        .similarityDistance(configuration.refinements().interPrototype().distance())
                        .sampleRate(configuration.refinements().partialFc())
                        .seed(configuration.seed())
                        .build();
        return FaceNetwork.create(
                backbone,
                Optional.of(head),
                configuration.dropout(),
                configuration.seed(),
                kernels);
    }

    /**
     * The backbone of a checkpoint or a shelf model, for inference: without prototypes and
     * momentum.
     *
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     * @throws UserFacingException where the file is damaged, or device or precision cannot be had
     */
    public static FaceNetwork backbone(SavedWeights weights, String device, String precision) {
        FaceNetwork network =
                FaceNetwork.forEvaluation(
                        weights.backbone(), weights.ageBranch(), open(device, precision).kernels());
        try {
            weights.restore(network.parameters(), network.graph().params());
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        network.kernels().parametersChanged();
        return network;
    }

    /**
     * An embedder of a checkpoint or a shelf model, which owns its network.
     *
     * @param name for a person: the run and checkpoint, or the model
     */
    public static NetworkEmbedder embedder(
            SavedWeights weights, String name, String device, String precision) {
        return new NetworkEmbedder(backbone(weights, device, precision), name);
    }

    /**
     * An embedder of a backbone with fresh weights, which nobody trained: what the architecture
     * gives alone. It owns its network.
     *
     * @param name for a person
     * @param seed of the weights
     * @throws UserFacingException where device or precision cannot be had
     */
    public static NetworkEmbedder untrained(
            Backbone backbone, long seed, String name, String device, String precision) {
        return new NetworkEmbedder(
                FaceNetwork.create(
                        backbone, Optional.empty(), 0, seed, open(device, precision).kernels()),
                name);
    }

    /** An embedder of a checkpoint file, named by its run's folder and itself. */
    public static NetworkEmbedder embedder(
            Path checkpoint, String name, String device, String precision) {
        return embedder(Checkpoint.open(checkpoint), name, device, precision);
    }

    /** The output layer of a network for training. */
    static PrototypeOutput head(FaceNetwork network) {
        return (PrototypeOutput) network.graph().getOutputLayer(0);
    }

    /** Trainable numbers of a network, prototypes included, running statistics left out. */
    static long trainable(List<NamedParameter> parameters) {
        return parameters.stream()
                .filter(MomentumSgd::isUpdated)
                .mapToLong(NamedParameter::length)
                .sum();
    }

    /**
     * What a network would compute with.
     *
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     * @throws UserFacingException where one of them cannot be had
     */
    public static Arithmetic arithmetic(String device, String precision) {
        Opened opened = open(device, precision);
        opened.kernels().close();
        return opened.arithmetic();
    }

    /** Kernels, the caller's, and what is to be said of them. */
    record Opened(Kernels kernels, Arithmetic arithmetic) {}

    /** The one factory of kernels; errors as {@link #arithmetic}. */
    static Opened open(String device, String precision) {
        ComputeDevice chosen = ComputeDevice.choose(DeviceChoice.fromId(device));
        KernelChoice choice = KernelChoice.open(chosen, Precision.fromId(precision));
        return new Opened(
                choice.kernels(),
                new Arithmetic(
                        chosen.description(),
                        choice.precision(),
                        choice.kernels().description(),
                        choice.reason()));
    }
}
