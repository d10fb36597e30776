package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.training.NpzReader;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One vector of unit length for each identity: a model's prototypes, or the means of its
 * embeddings.
 *
 * @param identities names
 * @param rows vectors, one an identity
 * @param child flags, one an identity
 */
public record IdentityVectors(List<String> identities, float[][] rows, boolean[] child) {
    private static final String EMBEDDINGS = "embeddings";

    /**
     * A model's prototypes.
     *
     * @param checkpoint of a run: {@code last} or a file name in its checkpoints
     * @return empty where the model has none
     * @throws UserFacingException where the model is missing or damaged
     */
    public static Optional<IdentityVectors> prototypes(ModelHome home, String checkpoint) {
        return EmbeddingModel.open(home, checkpoint, Optional.empty()).prototypes();
    }

    /** Where the means behind a map lie: beside its table. */
    static Path besides(Path table) {
        return table.resolveSibling(table.getFileName().toString().replaceAll("\\.csv$", ".npz"));
    }

    /**
     * The means that a map was made of.
     *
     * @param table of the map, which names the identities in their order
     * @return empty where there is no such map
     * @throws IOException where a file cannot be read
     * @throws UserFacingException where the map's table is damaged
     */
    public static Optional<IdentityVectors> means(Path table) throws IOException {
        Optional<StoredMap> map = StoredMap.read(table);
        Path file = besides(table);
        if (map.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<PrototypeMap.MappedPrototype> points = map.get().map().points();
        try (NpzReader archive = new NpzReader(file)) {
            long[] shape = archive.shape(EMBEDDINGS);
            if (shape.length != 2 || shape[0] != points.size()) {
                return Optional.empty();
            }
            float[] values = archive.read(EMBEDDINGS);
            int dimension = (int) shape[1];
            float[][] rows = new float[points.size()][dimension];
            boolean[] child = new boolean[points.size()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(values, i * dimension, rows[i], 0, dimension);
                child[i] = points.get(i).child();
            }
            return Optional.of(
                    new IdentityVectors(
                            points.stream().map(PrototypeMap.MappedPrototype::identity).toList(),
                            rows,
                            child));
        }
    }
}
