package dev.interproto.training;

import dev.interproto.network.NamedParameter;
import java.io.IOException;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parts of a flat parameter vector to and from an archive, streamed in pieces. */
final class ParameterArchive {
    /** Where parameters lie in an archive, each under its name. */
    static final String PARAMETERS = "parameters/";

    /** Name of the prototypes among the parameters. */
    static final String HEAD = "head.weight";

    private ParameterArchive() {}

    static void add(NpzWriter archive, String folder, NamedParameter parameter, INDArray flat)
            throws IOException {
        INDArray own = part(flat, parameter.offset(), parameter.length());
        add(archive, folder + parameter.name(), own.reshape('c', parameter.view().shape()));
    }

    /** Adds an array in C order. */
    static void add(NpzWriter archive, String name, INDArray array) throws IOException {
        INDArray flat = array.reshape(array.length());
        archive.add(
                name,
                (from, count, target) ->
                        System.arraycopy(
                                part(flat, from, count).toFloatVector(), 0, target, 0, count),
                array.shape());
    }

    static void read(NpzReader archive, String folder, NamedParameter parameter, INDArray flat)
            throws IOException {
        INDArray own = part(flat, parameter.offset(), parameter.length());
        archive.read(
                folder + parameter.name(),
                parameter.view().shape(),
                (from, count, source) -> {
                    float[] piece = count == source.length ? source : Arrays.copyOf(source, count);
                    part(own, from, count).assign(Nd4j.createFromArray(piece));
                });
    }

    private static INDArray part(INDArray vector, long from, long count) {
        INDArray flat = vector.rank() == 1 ? vector : vector.reshape(vector.length());
        return flat.get(NDArrayIndex.interval(from, from + count));
    }
}
