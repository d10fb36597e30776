package dev.interproto.dataset;

import java.nio.file.Path;

/**
 * A folder that could be meant as a dataset's root.
 *
 * @param root the folder
 * @param identities folders in it that hold images
 * @param images images in those folders, by their endings
 * @param why one sentence for the person who chooses
 */
public record RootCandidate(Path root, int identities, int images, String why) {}
