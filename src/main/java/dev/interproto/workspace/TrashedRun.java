package dev.interproto.workspace;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A deleted run that can be restored.
 *
 * @param name what it was called
 * @param folder where it lies in the trash
 * @param deleted when
 */
public record TrashedRun(String name, Path folder, Instant deleted) {}
