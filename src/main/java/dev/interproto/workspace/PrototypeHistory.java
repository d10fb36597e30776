package dev.interproto.workspace;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.PrototypeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The prototypes kept of each epoch of a run: {@code maps/epochs/0000.npz} before the first, {@code
 * 0001.npz} after it, and so on. Only a path: nothing is held open or cached.
 */
public record PrototypeHistory(Path folder) {
    private static final Pattern NAME = Pattern.compile("(\\d{4,})\\.npz");

    /**
     * Keeps a snapshot, in place of one of the same epoch.
     *
     * @throws IOException when it cannot be written; an older one is then still whole
     */
    public void keep(PrototypeSnapshot snapshot) throws IOException {
        AtomicFiles.write(file(snapshot.facts().epoch()), snapshot::write);
    }

    /** Removes what lies beyond an epoch, which a run that goes on from there will keep anew. */
    public void rewind(int epoch) throws IOException {
        for (int each : epochs()) {
            if (each > epoch) {
                Files.delete(file(each));
            }
        }
    }

    /** Epochs of which prototypes are kept, ascending; 0 stands before the first. */
    public List<Integer> epochs() throws IOException {
        List<Integer> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.add(Integer.parseInt(name.group(1)));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    /**
     * What was kept of an epoch.
     *
     * @throws UserFacingException where the file is missing or damaged
     */
    public PrototypeSnapshot read(int epoch) {
        return PrototypeSnapshot.read(file(epoch));
    }

    private Path file(int epoch) {
        return folder.resolve(String.format("%04d.npz", epoch));
    }
}
