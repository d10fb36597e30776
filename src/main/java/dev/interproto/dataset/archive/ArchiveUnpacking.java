package dev.interproto.dataset.archive;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Unpacks archives of faces into a folder of their own.
 *
 * <p>Only images, lists and containers are unpacked: never programs, links, devices or archives
 * within the archive. An archive is unpacked whole or not at all; one unpacked before (same name,
 * size and time of change) is not unpacked again. An archive that holds a name leading out of its
 * folder, or that would grow beyond all proportion, is refused.
 */
public final class ArchiveUnpacking {
    /** Space a file takes beyond its bytes, on the usual file systems. */
    private static final long BYTES_PER_FILE = 4096;

    private final UnpackLimits limits;
    private final ToLongFunction<Path> freeSpace;

    public ArchiveUnpacking() {
        this(UnpackLimits.DEFAULT, ArchiveUnpacking::usableSpace);
    }

    ArchiveUnpacking(UnpackLimits limits, ToLongFunction<Path> freeSpace) {
        this.limits = limits;
        this.freeSpace = freeSpace;
    }

    private static long usableSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            // Unknown, as on some network drives: writing itself will tell.
            return Long.MAX_VALUE;
        }
    }

    /**
     * Unpacks an archive into {@code parent/<archive name>}, or finds it there.
     *
     * @param archive a zip, tar, tar.gz or tgz file
     * @param parent made where missing
     * @param progress told the share done; cancelling leaves nothing behind
     * @throws UserFacingException where the archive is refused, damaged, or does not fit on the
     *     disk
     */
    public Unpacked unpack(Path archive, Path parent, Progress progress) {
        Path file = archive.toAbsolutePath().normalize();
        ArchiveKind kind = ArchiveKind.of(file).orElseThrow(() -> ArchiveFaults.notThere(file));
        String name = folderName(kind.stem(file.getFileName().toString()));
        Optional<Unpacked> before = find(file, parent, name);
        if (before.isPresent()) {
            return before.get();
        }
        try (ArchiveReader reader = open(file, kind)) {
            return unpack(file, reader, parent, name, progress);
        } catch (IOException e) {
            throw ArchiveFaults.unreadable(file, e);
        }
    }

    private static ArchiveReader open(Path file, ArchiveKind kind) throws IOException {
        try {
            return switch (kind) {
                case ZIP -> ZipReader.open(file);
                case TAR -> TarReader.open(file, false);
                case TAR_GZ -> TarReader.open(file, true);
            };
        } catch (IOException e) {
            if (Files.isReadable(file)) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw ArchiveFaults.truncated(file, String.valueOf(cause.getMessage()));
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw ArchiveFaults.truncated(file, "its directory is damaged");
        }
    }

    private Unpacked unpack(
            Path file, ArchiveReader reader, Path parent, String name, Progress progress)
            throws IOException {
        UnpackFolder folder;
        try {
            folder = UnpackFolder.create(parent, name);
        } catch (IOException e) {
            throw ArchiveFaults.cannotWrite(parent, e);
        }
        try (folder) {
            long free = freeSpace.applyAsLong(folder.path()) - limits.reserve();
            long stated = statedBytes(file, reader, free, parent);
            Unpacked made =
                    new EntryWriter(file, reader, folder.path(), limits, free, stated, progress)
                            .run();
            ArchiveStamp.of(file, made).write(folder.path());
            Path place = folder.moveTo(name);
            return new Unpacked(
                    place, made.files(), made.images(), made.bytes(), made.problems(), false);
        }
    }

    /** What a zip says it becomes, checked against the disk; 0 where the archive does not say. */
    private long statedBytes(Path file, ArchiveReader reader, long free, Path parent)
            throws IOException {
        long stated = reader instanceof ZipReader zip ? zip.declaredBytes() : 0;
        if (stated > limits.most(Files.size(file))) {
            throw ArchiveFaults.bomb(
                    file,
                    ArchiveFaults.size(stated) + " out of " + ArchiveFaults.size(Files.size(file)));
        }
        // A tar is as large as what is in it; a tar.gz at least as large as itself.
        long needed = Math.max(stated, Files.size(file));
        if (needed > free) {
            throw ArchiveFaults.noRoom(file, needed, free, parent);
        }
        return stated;
    }

    /** Where an archive was unpacked before, whole. */
    private static Optional<Unpacked> find(Path file, Path parent, String name) {
        for (int i = 1; ; i++) {
            Path folder = parent.resolve(UnpackFolder.numbered(name, i));
            if (!Files.exists(folder)) {
                return Optional.empty();
            }
            Optional<ArchiveStamp> stamp = ArchiveStamp.in(folder);
            try {
                if (stamp.isPresent() && stamp.get().isOf(file)) {
                    return Optional.of(stamp.get().unpacked(folder));
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /** A folder name on any system: what an archive is called may hold anything. */
    private static String folderName(String stem) {
        String safe = stem.replaceAll("[^\\p{L}\\p{N} ._+=-]", "_").replaceAll("^[. ]+|[. ]+$", "");
        return safe.isEmpty() ? "archive" : safe.substring(0, Math.min(80, safe.length()));
    }

    /** What files take on a disk, which is more than their bytes. */
    static long onDisk(long bytes, long files) {
        return bytes + files * BYTES_PER_FILE / 2;
    }
}
