package dev.interproto.dataset.archive;

import dev.interproto.dataset.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * An unpacked archive.
 *
 * @param folder where its files lie
 * @param files how many there are: images, lists and containers
 * @param images how many of them are images, by their endings
 * @param bytes what they take
 * @param problems what was left out, and why
 * @param reused whether it had been unpacked before and nothing was done now
 */
public record Unpacked(
        Path folder, long files, long images, long bytes, List<Problem> problems, boolean reused) {
    public Unpacked {
        problems = List.copyOf(problems);
    }
}
