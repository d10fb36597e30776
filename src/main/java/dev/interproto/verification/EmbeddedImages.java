package dev.interproto.verification;

import dev.interproto.dataset.Problem;
import java.nio.file.Path;
import java.util.Map;

/**
 * The embeddings of a set of image files.
 *
 * @param rows unit-length embedding of each readable image, in the order asked for
 * @param unreadable the others, with the reason
 */
public record EmbeddedImages(Map<Path, float[]> rows, Map<Path, Problem> unreadable) {}
