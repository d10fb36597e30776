package dev.interproto.desktop.duplicates;

import java.nio.file.Path;

/**
 * An image that is left out of the dataset.
 *
 * @param name within the dataset
 * @param reason as listed
 * @param file where it would lie in a folder of identities
 */
record LeftOut(String name, String reason, Path file) {}
