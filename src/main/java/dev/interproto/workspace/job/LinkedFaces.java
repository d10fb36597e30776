package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A large dataset folder made of a few drawn faces: every image is a hard link, so that half a
 * million of them take only the room of their names. Where links are not to be had they are copies.
 */
final class LinkedFaces {
    /** File systems allow 65,000 (ext4) or 1,024 (NTFS) names of one file. */
    private static final int LINKS_OF_A_FILE = 1000;

    private static final int REPORT_EVERY = 1000;

    private final Path folder;
    private final List<Path> faces = new ArrayList<>();
    private final List<Path> named = new ArrayList<>();
    private int written;

    /**
     * @param folder that takes the drawn faces and the dataset
     */
    LinkedFaces(Path folder) {
        this.folder = folder;
    }

    /** The dataset's root. */
    Path root() {
        return folder.resolve("faces");
    }

    /** Draws the faces and links them. */
    void write(int images, int identities, Progress progress) throws IOException {
        DemoFacesOptions few = new DemoFacesOptions(2, 10, 0, 2, 1, 4885, 1);
        Path drawn = DemoFaces.write(folder.resolve("drawn"), few, progress.part(0, 0.05)).train();
        try (Stream<Path> files = Files.walk(drawn)) {
            faces.addAll(files.filter(Files::isRegularFile).sorted().toList());
        }
        named.addAll(faces);
        Progress linking = progress.part(0.05, 1);
        for (int identity = 0; identity < identities; identity++) {
            Path home = root().resolve(String.format(Locale.ROOT, "%07d", identity));
            Files.createDirectories(home);
            // The remainder goes to the first identities, one each.
            int count = images / identities + (identity < images % identities ? 1 : 0);
            for (int i = 0; i < count; i++) {
                add(home.resolve(String.format(Locale.ROOT, "%08d.jpg", i)));
                if (written % REPORT_EVERY == 0) {
                    linking.checkCancelled();
                    linking.report((double) written / images, written + " of " + images + " links");
                }
            }
        }
    }

    /** One more image. */
    void add(Path image) throws IOException {
        int face = written % faces.size();
        boolean fresh = written >= faces.size() && written / faces.size() % LINKS_OF_A_FILE == 0;
        if (fresh) {
            Path again = folder.resolve("drawn").resolve("again-" + written + ".jpg");
            named.set(face, Files.copy(faces.get(face), again));
        }
        try {
            Files.createLink(image, named.get(face));
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(faces.get(face), image);
        }
        written++;
    }
}
