package dev.interproto.workspace;

import dev.interproto.face.Preprocessing;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of a shelf model's {@code model.json}: what it is and where it came from.
 *
 * @param formatVersion 1
 * @param name as shown; the folder's name at the import
 * @param kind what it can be used for
 * @param backbone id of {@link dev.interproto.network.Backbone}; empty for an ONNX graph
 * @param embeddingSize numbers in an embedding
 * @param preprocessing what the kept network expects; that of the file is folded into a backbone's
 *     first convolution, so it is the standard one there
 * @param identities prototypes kept with a backbone's weights; 0 where no head came along
 * @param format what the file was, for a person
 * @param source the file
 * @param imported when
 */
public record ModelRecord(
        int formatVersion,
        String name,
        ModelKind kind,
        Optional<String> backbone,
        int embeddingSize,
        Preprocessing preprocessing,
        int identities,
        String format,
        Source source,
        Instant imported) {
    /** The format this program writes. */
    public static final int FORMAT_VERSION = 1;

    public ModelRecord {
        backbone = backbone == null ? Optional.empty() : backbone;
    }

    /**
     * The imported file.
     *
     * @param file its name, without folders
     * @param sha256 of its bytes, in hexadecimal digits
     */
    public record Source(String file, String sha256) {}
}
