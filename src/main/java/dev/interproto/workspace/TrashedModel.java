package dev.interproto.workspace;

import java.nio.file.Path;

/**
 * A removed model that can be restored.
 *
 * @param name what it was called
 * @param folder where it lies in the trash
 */
public record TrashedModel(String name, Path folder) {}
