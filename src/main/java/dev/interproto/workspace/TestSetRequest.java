package dev.interproto.workspace;

import java.nio.file.Path;

/**
 * A verification test set as a person names it.
 *
 * @param pairs the pair list, official format or LFW's
 * @param images the folder its image paths are resolved against
 */
public record TestSetRequest(Path pairs, Path images) {}
