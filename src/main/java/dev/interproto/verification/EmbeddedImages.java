package dev.interproto.verification;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import java.util.Map;

/**
 * The embeddings of a set of images.
 *
 * @param rows unit-length embedding of each readable image, in the order asked for
 * @param unreadable the others, with the reason
 */
public record EmbeddedImages(
        Map<ImageLocation, float[]> rows, Map<ImageLocation, Problem> unreadable) {}
