package dev.interproto.dataset;

import java.nio.file.Path;

/**
 * Two images and whether they show the same person.
 *
 * @param same genuine pair (true) or impostor pair (false)
 * @param first an image; in the official lists the child's
 * @param second an image
 */
public record VerificationPair(boolean same, ImageLocation first, ImageLocation second) {

    /** A pair of image files. */
    public VerificationPair(boolean same, Path first, Path second) {
        this(same, ImageLocation.of(first), ImageLocation.of(second));
    }
}
