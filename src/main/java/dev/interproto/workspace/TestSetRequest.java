package dev.interproto.workspace;

import dev.interproto.dataset.container.BinVerificationSet;
import java.nio.file.Path;

/**
 * A verification test set as a person names it.
 *
 * @param pairs the pair list, official format or LFW's, or a {@code .bin} set
 * @param images the folder its image paths are resolved against; a {@code .bin} set's own folder,
 *     where nothing is looked for
 */
public record TestSetRequest(Path pairs, Path images) {

    /** Whether a file holds the images of its pairs itself, so that no folder need be named. */
    public static boolean holdsImages(Path pairs) {
        return BinVerificationSet.isNamedSo(pairs);
    }

    /** A test set that {@linkplain #holdsImages holds its images}. */
    public static TestSetRequest of(Path set) {
        return new TestSetRequest(set, set.toAbsolutePath().getParent());
    }
}
