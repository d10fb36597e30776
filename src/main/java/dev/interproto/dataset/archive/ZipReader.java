package dev.interproto.dataset.archive;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip file, read by its directory at the end. */
final class ZipReader implements ArchiveReader {
    /** Taken as what the library keeps of an entry, on the safe side; not measured. */
    private static final long HEAP_PER_ENTRY = 1000;

    private final Path file;
    private final ZipFile zip;
    private Enumeration<ZipArchiveEntry> entries;
    private ZipArchiveEntry current;

    private ZipReader(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
        this.entries = zip.getEntriesInPhysicalOrder();
    }

    /**
     * Opens a zip file.
     *
     * @throws UserFacingException where it is one of several parts, cut off, or has more entries
     *     than there is memory for
     */
    static ZipReader open(Path file) throws IOException {
        ZipTail tail = ZipTail.of(file).orElseThrow(() -> ArchiveFaults.truncated(file, "zip"));
        if (tail.spanned() || partBeside(file)) {
            throw ArchiveFaults.spanned(file);
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (tail.entries() > heap / 2 / HEAP_PER_ENTRY) {
            throw ArchiveFaults.tooManyForMemory(file, tail.entries());
        }
        return new ZipReader(file, ZipFile.builder().setPath(file).get());
    }

    /** Whether the first part of a divided zip lies beside its last one. */
    private static boolean partBeside(Path file) {
        String name = ArchiveKind.ZIP.stem(file.getFileName().toString());
        return Files.exists(file.resolveSibling(name + ".z01"))
                || Files.exists(file.resolveSibling(name + ".Z01"));
    }

    /**
     * How many bytes all its files make.
     *
     * @throws UserFacingException where the entries say that they overlap or are endless: a bomb
     */
    long declaredBytes() throws IOException {
        long packed = 0;
        long unpacked = 0;
        for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
            ZipArchiveEntry entry = all.nextElement();
            packed = sum(packed, entry.getCompressedSize());
            unpacked = sum(unpacked, entry.getSize());
        }
        // Entries that share their bytes are the trick of the flattest bombs.
        if (packed > Files.size(file)) {
            throw ArchiveFaults.bomb(file, "its entries overlap");
        }
        return unpacked;
    }

    private static long sum(long total, long size) {
        long positive = Math.max(0, size);
        return total > Long.MAX_VALUE - positive ? Long.MAX_VALUE : total + positive;
    }

    @Override
    public Optional<ArchivedFile> next() throws IOException {
        if (!entries.hasMoreElements()) {
            return Optional.empty();
        }
        current = entries.nextElement();
        ArchivedFile.Kind kind = kind(current);
        Optional<String> target =
                kind == ArchivedFile.Kind.LINK
                        ? Optional.ofNullable(zip.getUnixSymlink(current))
                        : Optional.empty();
        return Optional.of(
                new ArchivedFile(
                        current.getName(),
                        kind,
                        target,
                        current.getSize(),
                        current.getCrc() < 0 ? Optional.empty() : Optional.of(current.getCrc())));
    }

    private ArchivedFile.Kind kind(ZipArchiveEntry entry) {
        if (entry.isDirectory()) {
            return ArchivedFile.Kind.FOLDER;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return ArchivedFile.Kind.ENCRYPTED;
        }
        if (entry.isUnixSymlink()) {
            return entry.getSize() > LONGEST_LINK
                    ? ArchivedFile.Kind.UNKNOWN
                    : ArchivedFile.Kind.LINK;
        }
        int type = entry.getUnixMode() & FILE_TYPE;
        if (type != 0 && type != REGULAR) {
            return ArchivedFile.Kind.SPECIAL;
        }
        return zip.canReadEntryData(entry) ? ArchivedFile.Kind.FILE : ArchivedFile.Kind.UNKNOWN;
    }

    /** The bits of a Unix mode that say what a file is, and those of a regular one. */
    private static final int FILE_TYPE = 0170000;

    private static final int REGULAR = 0100000;

    /** A link's content is its target, and no path is longer. */
    private static final int LONGEST_LINK = 4096;

    @Override
    public InputStream content() throws IOException {
        return zip.getInputStream(current);
    }

    @Override
    public boolean survivesDamage() {
        return true;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
