package dev.interproto.dataset.alignment;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Visits the photographs of a folder, at any depth, folder by folder in the order of their names,
 * and names their faces. Only one folder's names are held at a time.
 */
final class PhotographWalk {
    private static final int DEEPEST = 20;
    private static final int REPORT_EVERY = 1000;

    private final Path input;
    private final Path output;
    private final AlignmentOptions options;
    private final Progress progress;

    /** Folders above the one being visited, as they really are: links may lead in circles. */
    private final Deque<Path> above = new ArrayDeque<>();

    private final Set<String> taken = new HashSet<>();
    private long visited;

    /** What is done with a photograph. */
    @FunctionalInterface
    interface Visitor {
        void visit(Photograph photograph);
    }

    /**
     * One photograph and where its face goes.
     *
     * @param file the photograph
     * @param image its path below the input, with forward slashes
     * @param face the face's path below the output, with forward slashes
     */
    record Photograph(Path file, String image, String face) {}

    PhotographWalk(Path input, Path output, AlignmentOptions options, Progress progress) {
        this.input = input;
        this.output = output;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Visits all.
     *
     * @return how many there were
     * @throws UserFacingException when the input itself cannot be read
     */
    long visit(Visitor visitor) {
        visited = 0;
        taken.clear();
        try {
            visit(input, "", visitor);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The folder " + input + " cannot be read (" + e.getMessage() + ").",
                    "Its photographs cannot be found.",
                    "Check that you may read the folder.",
                    e);
        }
        return visited;
    }

    private void visit(Path folder, String path, Visitor visitor) throws IOException {
        Path real = folder.toRealPath();
        if (above.size() >= DEEPEST || above.contains(real)) {
            return;
        }
        above.push(real);
        if (options.layout() == AlignmentOptions.Layout.KEEP) {
            taken.clear();
        }
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        } catch (IOException e) {
            if (folder.equals(input)) {
                throw e;
            }
            entries = List.of(); // one folder that may not be read does not stop the others
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (ImageFormats.isImageName(name) && Files.isRegularFile(entry)) {
                String image = path + name;
                visitor.visit(new Photograph(entry, image, face(image)));
                count();
            }
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (!ImageFormats.isHidden(name) && !entry.equals(output) && Files.isDirectory(entry)) {
                visit(entry, path + name + "/", visitor);
            }
        }
        above.pop();
    }

    private void count() {
        visited++;
        if (visited % REPORT_EVERY == 0) {
            progress.checkCancelled();
        }
    }

    private String face(String image) {
        String place =
                options.layout() == AlignmentOptions.Layout.FLAT ? image.replace('/', '_') : image;
        String ending = "." + options.format().ending();
        String stem = place.substring(0, place.lastIndexOf('.'));
        String face = stem + ending;
        if (!taken.add(face.toLowerCase(Locale.ROOT))) {
            face = place + ending; // a.jpg beside a.png: both are kept
            for (int i = 2; !taken.add(face.toLowerCase(Locale.ROOT)); i++) {
                face = place + "-" + i + ending;
            }
        }
        return face;
    }
}
