package dev.interproto.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Some of a training's prototypes as they stood after an epoch ({@link KeptPrototypes}), in one
 * file that NumPy can read: {@code prototypes.npy}, a row an identity, and {@code snapshot.json}.
 *
 * @param facts what the rows are
 * @param prototypes a row an identity
 */
public record PrototypeSnapshot(Facts facts, PrototypeMatrix prototypes) {
    private static final String FACTS = "snapshot.json";
    private static final String ROWS = "prototypes";

    /**
     * What the rows are.
     *
     * @param epoch how many were done: 0 before the first
     * @param step how many were done
     * @param identities names, one a row
     * @param child flags, one a row
     * @param ofIdentities how many the training has
     * @param ofChildren child identities among them
     */
    public record Facts(
            int epoch,
            long step,
            List<String> identities,
            boolean[] child,
            int ofIdentities,
            int ofChildren) {}

    public PrototypeSnapshot {
        int rows = prototypes.identities();
        if (facts.identities().size() != rows || facts.child().length != rows) {
            throw new IllegalArgumentException(
                    rows + " prototypes for " + facts.identities().size() + " identities");
        }
    }

    /** Writes it; the same snapshot gives the same bytes. */
    public void write(OutputStream out) throws IOException {
        int dimension = prototypes.dimension();
        try (NpzWriter archive = new NpzWriter(out)) {
            archive.addText(FACTS, Json.mapper().writeValueAsString(facts));
            float[] values = new float[prototypes.identities() * dimension];
            for (int i = 0; i < prototypes.identities(); i++) {
                System.arraycopy(prototypes.raw(i), 0, values, i * dimension, dimension);
            }
            archive.add(ROWS, values, prototypes.identities(), dimension);
        }
    }

    /**
     * Reads one back.
     *
     * @throws UserFacingException where the file is missing, cut short or none of ours
     */
    public static PrototypeSnapshot read(Path file) {
        try (NpzReader archive = new NpzReader(file)) {
            String text =
                    archive.text(FACTS).orElseThrow(() -> new IOException("it holds no " + FACTS));
            Facts facts = Json.mapper().readValue(text, Facts.class);
            long[] shape = archive.shape(ROWS);
            if (shape.length != 2) {
                throw new IOException(ROWS + " is no matrix");
            }
            return new PrototypeSnapshot(
                    facts, new PrototypeMatrix((int) shape[0], (int) shape[1], archive.read(ROWS)));
        } catch (JsonProcessingException e) {
            throw unreadable(file, new IOException(FACTS + " is damaged", e));
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private static UserFacingException unreadable(Path file, Exception cause) {
        return new UserFacingException(
                "The kept prototypes " + file + " cannot be read (" + cause.getMessage() + ").",
                "The file is cut short or damaged; the run itself is untouched.",
                "Remove the file to leave this epoch out, or train the run anew.",
                cause);
    }
}
