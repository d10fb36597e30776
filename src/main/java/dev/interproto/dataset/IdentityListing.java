package dev.interproto.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The images in the folder of one identity, in the order of the dataset, as columns; and what was
 * left out of it. Immutable and thread-safe once built.
 */
public final class IdentityListing {
    private final byte[] names;
    private final int[] nameEnds;
    private final int[] sizes;
    private final long[] modified;
    private final byte[] ages;
    private final List<Problem> problems;
    private final boolean settled;

    private IdentityListing(Builder built, List<Problem> problems, boolean settled) {
        this.names = Arrays.copyOf(built.names, built.nameEnd());
        this.nameEnds = Arrays.copyOf(built.nameEnds, built.count);
        this.sizes = Arrays.copyOf(built.sizes, built.count);
        this.modified = Arrays.copyOf(built.modified, built.count);
        this.ages = Arrays.copyOf(built.ages, built.count);
        this.problems = List.copyOf(problems);
        this.settled = settled;
    }

    /**
     * Lists a folder and looks at the first bytes of each image. A folder that cannot be read has
     * no images and a problem.
     *
     * @param ages asked for the age of each image
     */
    static IdentityListing read(Path root, String identity, AgeLabels ages) {
        Path folder = root.resolve(identity);
        ProblemLog faults = new ProblemLog();
        Builder images = new Builder();
        boolean settled = true;
        try {
            for (String file : imageNames(folder, faults)) {
                Path path = folder.resolve(file);
                ImageFormats.Header header = ImageFormats.header(path);
                if (header.fault().isPresent()) {
                    faults.add(path.toString(), header.fault().get());
                    settled = false;
                } else {
                    images.add(
                            file.getBytes(StandardCharsets.UTF_8),
                            header.size(),
                            header.modified(),
                            (byte) ages.age(identity, file).orElse(FaceDataset.NO_AGE));
                }
            }
            if (images.count == 0) {
                faults.add(
                        folder.toString(),
                        "The folder holds no readable image; the identity is left out.");
            }
        } catch (IOException | DirectoryIteratorException e) {
            faults.add(folder.toString(), "The folder cannot be read; the identity is left out.");
            settled = false;
        }
        return images.build(faults.list(folder.toString()), settled);
    }

    private static List<String> imageNames(Path folder, ProblemLog faults) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isUndecodable(name)) {
                    faults.add(entry.toString(), ImageFormats.UNDECODABLE);
                } else if (ImageFormats.isImageName(name)) {
                    files.add(name);
                } else if (!ImageFormats.isHidden(name) && Files.isDirectory(entry)) {
                    faults.add(
                            entry.toString(), "A folder within an identity's folder is not read.");
                }
            }
        }
        files.sort(NaturalOrder.INSTANCE);
        return files;
    }

    /** How many images there are. */
    public int count() {
        return nameEnds.length;
    }

    /** The file name of an image. */
    public String name(int image) {
        int start = nameStart(image);
        return new String(names, start, nameEnds[image] - start, StandardCharsets.UTF_8);
    }

    /** Where an image's name starts in {@link #names}. */
    int nameStart(int image) {
        return image == 0 ? 0 : nameEnds[image - 1];
    }

    /** The file names one after the other, UTF-8; not to be changed. */
    byte[] names() {
        return names;
    }

    /** Bytes of an image's file, capped at the largest integer. */
    public int size(int image) {
        return sizes[image];
    }

    /** When an image's file was last changed, milliseconds since 1970. */
    public long modified(int image) {
        return modified[image];
    }

    /** The age in years, or {@link FaceDataset#NO_AGE}. */
    public byte age(int image) {
        return ages[image];
    }

    /** The same images with other ages, one for each. */
    public IdentityListing withAges(byte[] newAges) {
        Builder images = new Builder();
        for (int i = 0; i < count(); i++) {
            int start = nameStart(i);
            images.add(names, start, nameEnds[i] - start, sizes[i], modified[i], newAges[i]);
        }
        return images.build(problems, settled);
    }

    /** What was left out. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Whether the folder's modification time tells when this is out of date. It does not where an
     * image, or the folder, could not be read: a copy under way may be completed, or a right given,
     * without it.
     */
    public boolean isSettled() {
        return settled;
    }

    /** Takes the images in, in the order of the dataset. */
    public static final class Builder {
        private byte[] names = new byte[512];
        private int[] nameEnds = new int[64];
        private int[] sizes = new int[64];
        private long[] modified = new long[64];
        private byte[] ages = new byte[64];
        private int count;

        private int nameEnd() {
            return count == 0 ? 0 : nameEnds[count - 1];
        }

        /** As below, with the name filling its array. */
        void add(byte[] name, long size, long changed, byte age) {
            add(name, 0, name.length, size, changed, age);
        }

        /**
         * Takes one image in.
         *
         * @param name holds the file name as UTF-8, {@code length} bytes from {@code start}
         * @param size of the file, bytes
         * @param changed when the file was last changed, milliseconds since 1970
         * @param age in years, or {@link FaceDataset#NO_AGE}
         */
        public void add(byte[] name, int start, int length, long size, long changed, byte age) {
            int from = nameEnd();
            if (from + length > names.length) {
                names = Arrays.copyOf(names, Math.max(2 * names.length, from + length));
            }
            if (count == sizes.length) {
                nameEnds = Arrays.copyOf(nameEnds, 2 * count);
                sizes = Arrays.copyOf(sizes, 2 * count);
                modified = Arrays.copyOf(modified, 2 * count);
                ages = Arrays.copyOf(ages, 2 * count);
            }
            System.arraycopy(name, start, names, from, length);
            nameEnds[count] = from + length;
            sizes[count] = (int) Math.min(size, Integer.MAX_VALUE);
            modified[count] = changed;
            ages[count++] = age;
        }

        /** A listing that is {@link IdentityListing#isSettled}. */
        public IdentityListing build(List<Problem> problems) {
            return build(problems, true);
        }

        private IdentityListing build(List<Problem> problems, boolean settled) {
            return new IdentityListing(this, problems, settled);
        }
    }
}
