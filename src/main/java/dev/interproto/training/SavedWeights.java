package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.network.Backbone;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.layer.AgeBranch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network's weights in a file: a run's checkpoint, or a model of the shelf. */
public sealed interface SavedWeights permits Checkpoint, WeightsFile {

    Path file();

    /** The network they are of. */
    Backbone backbone();

    /** The age branch they were trained with: some change the embedding. */
    AgeBranch ageBranch();

    /** How many prototypes lie beside the backbone's weights; 0 where none do. */
    int prototypeCount();

    /** Whose prototypes they are, in their order; empty where that is not known. */
    Optional<List<String>> identityNames();

    /**
     * The prototypes.
     *
     * @throws UserFacingException where there are none or the file is damaged
     */
    PrototypeMatrix prototypes();

    /**
     * Overwrites parameters with the saved ones.
     *
     * @param layout those wanted; the file may hold more
     * @param parameters flat vector
     * @throws UserFacingException where one is missing, of another shape, or damaged
     */
    void restore(List<NamedParameter> layout, INDArray parameters);
}
