package dev.interproto.dataset.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A tar archive, plain or compressed by gzip, read from its beginning to its end. */
final class TarReader implements ArchiveReader {
    /** Names and attributes of one entry; without a bound a bomb could hide in a name. */
    private static final int LARGEST_HEADER = 1 << 20;

    private final CountedStream archive;
    private final CountedStream inflated;
    private final TarArchiveInputStream tar;

    private TarReader(CountedStream archive, CountedStream inflated) {
        this.archive = archive;
        this.inflated = inflated;
        this.tar = new TarArchiveInputStream(inflated, StandardCharsets.UTF_8.name());
    }

    static TarReader open(Path file, boolean gzip) throws IOException {
        CountedStream archive =
                new CountedStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            InputStream content =
                    gzip
                            ? new BufferedInputStream(
                                    new GzipCompressorInputStream(archive, true), 1 << 16)
                            : archive;
            return new TarReader(archive, new CountedStream(content));
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    @Override
    public Optional<ArchivedFile> next() throws IOException {
        // The caller has read the entry before to its end, so this reads headers only.
        inflated.allow(LARGEST_HEADER);
        TarArchiveEntry entry;
        try {
            entry = tar.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        inflated.allow(Long.MAX_VALUE);
        if (entry == null) {
            return Optional.empty();
        }
        ArchivedFile.Kind kind = kind(entry);
        return Optional.of(
                new ArchivedFile(
                        entry.getName(),
                        kind,
                        kind == ArchivedFile.Kind.LINK
                                ? Optional.of(entry.getLinkName())
                                : Optional.empty(),
                        entry.getSize(),
                        Optional.empty()));
    }

    private ArchivedFile.Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return ArchivedFile.Kind.FOLDER;
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
            return ArchivedFile.Kind.LINK;
        }
        if (entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO()) {
            return ArchivedFile.Kind.SPECIAL;
        }
        return entry.isFile() && !entry.isSparse() && tar.canReadEntryData(entry)
                ? ArchivedFile.Kind.FILE
                : ArchivedFile.Kind.UNKNOWN;
    }

    @Override
    public InputStream content() {
        return tar;
    }

    @Override
    public boolean survivesDamage() {
        return false;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(archive.count());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
