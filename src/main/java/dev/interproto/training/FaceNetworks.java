package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeOutputLayer;
import dev.interproto.network.Backbone;
import dev.interproto.network.ComputeDevice;
import dev.interproto.network.DeviceChoice;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.Nd4jKernels;
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
                configuration, identities, childIdentities, kernels(configuration.device()));
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
     * The backbone of a checkpoint, for inference: without prototypes and momentum.
     *
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @throws UserFacingException where the checkpoint is damaged
     */
    public static FaceNetwork backbone(Checkpoint checkpoint, String device) {
        TrainingConfiguration configuration = checkpoint.facts().configuration();
        FaceNetwork network =
                FaceNetwork.create(
                        Backbone.fromId(configuration.backbone()),
                        Optional.empty(),
                        0,
                        configuration.seed(),
                        kernels(device));
        try {
            checkpoint.restore(network.parameters(), network.graph().params());
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        network.kernels().parametersChanged();
        return network;
    }

    /**
     * An embedder of a checkpoint, which owns its network.
     *
     * @param name for a person: the run and checkpoint
     */
    public static NetworkEmbedder embedder(Checkpoint checkpoint, String name, String device) {
        return new NetworkEmbedder(backbone(checkpoint, device), name);
    }

    /** An embedder of a checkpoint file, named by its run's folder and itself. */
    public static NetworkEmbedder embedder(Path checkpoint, String name, String device) {
        return embedder(Checkpoint.open(checkpoint), name, device);
    }

    /** Trainable numbers of a network, prototypes included, running statistics left out. */
    static long trainable(List<NamedParameter> parameters) {
        return parameters.stream()
                .filter(MomentumSgd::isUpdated)
                .mapToLong(NamedParameter::length)
                .sum();
    }

    private static Kernels kernels(String device) {
        ComputeDevice.choose(DeviceChoice.fromId(device));
        return new Nd4jKernels();
    }
}
