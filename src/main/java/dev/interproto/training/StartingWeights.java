package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import java.util.List;

/** How a training takes over the weights it starts from, and what is to be said about it. */
public final class StartingWeights {
    private StartingWeights() {}

    /**
     * Whether the prototypes are taken over as well: as many as there are identities, and where
     * their names are known, of the same.
     *
     * @param identities names of the training set's
     */
    static boolean headFits(SavedWeights weights, List<String> identities) {
        return weights.prototypeCount() == identities.size()
                && weights.identityNames().map(identities::equals).orElse(true);
    }

    /**
     * Refuses weights of another network.
     *
     * @throws UserFacingException where the configuration names another backbone
     */
    public static void require(SavedWeights weights, TrainingConfiguration configuration) {
        if (!weights.backbone().id().equalsIgnoreCase(configuration.backbone())) {
            throw new UserFacingException(
                    "The training is of the backbone "
                            + configuration.backbone()
                            + ", the model to start from of "
                            + weights.backbone().id()
                            + ".",
                    "The weights of one do not fit into the other.",
                    "Choose the backbone "
                            + weights.backbone().id()
                            + ", or another model to start from.");
        }
    }

    /**
     * Overwrites a fresh network's weights.
     *
     * @throws UserFacingException where the file is damaged
     */
    static void apply(SavedWeights weights, FaceNetwork network, List<String> identities) {
        boolean head = headFits(weights, identities);
        boolean branch = weights.ageBranch() == network.ageBranch();
        List<NamedParameter> taken =
                network.parameters().stream()
                        .filter(p -> head || !p.name().equals(ParameterArchive.HEAD))
                        .filter(p -> branch || !p.name().startsWith(FaceNetwork.AGE + "."))
                        .toList();
        weights.restore(taken, network.graph().params());
        network.kernels().parametersChanged();
    }

    /** One sentence for the log. */
    static String description(SavedWeights weights, List<String> identities) {
        String backbone = "the weights start from " + weights.file();
        if (headFits(weights, identities)) {
            return backbone + ", its " + identities.size() + " prototypes included";
        }
        String why =
                weights.prototypeCount() == 0
                        ? "it holds none"
                        : weights.prototypeCount() == identities.size()
                                ? "its identities are others"
                                : "it holds "
                                        + weights.prototypeCount()
                                        + " for "
                                        + identities.size()
                                        + " identities";
        return backbone + "; the prototypes start anew, since " + why;
    }
}
