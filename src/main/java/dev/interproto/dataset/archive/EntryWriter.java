package dev.interproto.dataset.archive;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ImageFormats;
import dev.interproto.dataset.LongByteMap;
import dev.interproto.dataset.ProblemLog;
import dev.interproto.dataset.SplitMix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.CRC32;

/** Writes an archive's entries into a folder: one pass, nothing kept but a hash of each name. */
final class EntryWriter {
    private static final Set<String> LISTS =
            Set.of("txt", "csv", "tsv", "pts", "rec", "idx", "lst", "bin", "json");

    /** InsightFace's RecordIO folders hold a file of this name without an ending. */
    private static final String PROPERTY = "property";

    /** Bytes written between two looks at the disk. */
    private static final long LOOK_EVERY = 64L << 20;

    private static final int REPORT_EVERY = 256;

    private final Path archive;
    private final ArchiveReader reader;
    private final Path folder;
    private final UnpackLimits limits;
    private final long free;
    private final long stated;
    private final long archiveBytes;
    private final Progress progress;
    private final ProblemLog problems = new ProblemLog();
    private final LongByteMap names = new LongByteMap();
    private final byte[] buffer = new byte[1 << 16];

    private long entries;
    private long files;
    private long images;
    private long written;
    private long read;
    private long encrypted;
    private long others;
    private Path lastFolder;

    /**
     * @param free bytes that may be written
     * @param stated bytes the archive says it becomes, or 0
     */
    EntryWriter(
            Path archive,
            ArchiveReader reader,
            Path folder,
            UnpackLimits limits,
            long free,
            long stated,
            Progress progress)
            throws IOException {
        this.archive = archive;
        this.reader = reader;
        this.folder = folder;
        this.limits = limits;
        this.free = free;
        this.stated = stated;
        this.archiveBytes = Files.size(archive);
        this.progress = progress;
    }

    Unpacked run() throws IOException {
        for (Optional<ArchivedFile> next = next(); next.isPresent(); next = next()) {
            if (++entries > limits.entries()) {
                throw ArchiveFaults.tooManyEntries(archive, limits.entries());
            }
            take(next.get());
            if (entries % REPORT_EVERY == 0) {
                report();
            }
        }
        if (files == 0 && encrypted > 0) {
            throw ArchiveFaults.encrypted(archive);
        }
        if (files == 0) {
            throw ArchiveFaults.holdsNothing(archive, entries);
        }
        if (others > 0) {
            problems.add(
                    archive.toString(),
                    "Files that are no images, lists or containers are left out: " + others + ".");
        }
        return new Unpacked(
                folder, files, images, written, problems.list(archive.toString()), false);
    }

    private Optional<ArchivedFile> next() {
        try {
            return reader.next();
        } catch (IOException | RuntimeException e) {
            // The library signals a damaged header by whatever its parsing ran into.
            throw ArchiveFaults.truncated(archive, String.valueOf(e.getMessage()));
        }
    }

    private void report() {
        progress.checkCancelled();
        OptionalLong position = reader.position();
        double share =
                stated > 0
                        ? (double) read / stated
                        : position.isPresent() && archiveBytes > 0
                                ? (double) position.getAsLong() / archiveBytes
                                : Double.NaN;
        progress.report(
                Math.min(1, share),
                images + " images, " + ArchiveFaults.size(written) + " unpacked");
    }

    private void take(ArchivedFile entry) throws IOException {
        EntryPath.Checked checked = EntryPath.check(entry.name());
        if (checked instanceof EntryPath.Checked.Outside outside) {
            throw ArchiveFaults.leadsOut(archive, entry.name(), outside.why());
        }
        if (entry.kind() == ArchivedFile.Kind.FOLDER) {
            return;
        }
        Optional<String> fault = fault(entry, checked);
        if (fault.isPresent()) {
            problems.add(where(entry), fault.get());
        } else if (checked instanceof EntryPath.Checked.Inside inside && isWanted(inside)) {
            write(entry, inside);
            return;
        } else if (checked instanceof EntryPath.Checked.Inside inside && !isHidden(inside)) {
            others++;
        }
        // A stream cannot skip what it has not read; a zip need not look at it.
        if (entry.kind() == ArchivedFile.Kind.FILE && !reader.survivesDamage()) {
            drain(entry);
        }
    }

    /** Why an entry is left out and listed; empty where it may be written. */
    private Optional<String> fault(ArchivedFile entry, EntryPath.Checked checked) {
        if (checked instanceof EntryPath.Checked.Unusable unusable) {
            return Optional.of("The entry is left out: " + unusable.why() + ".");
        }
        EntryPath.Checked.Inside inside = (EntryPath.Checked.Inside) checked;
        switch (entry.kind()) {
            case LINK -> {
                String target = entry.target().orElse("");
                if (!EntryPath.staysInside(inside.parts(), target)) {
                    throw ArchiveFaults.leadsOut(
                            archive, entry.name(), "a link to " + ArchiveFaults.shown(target));
                }
                return Optional.of(
                        "A link to " + ArchiveFaults.shown(target) + "; links are left out.");
            }
            case SPECIAL -> {
                return Optional.of("A device or pipe; such entries are left out.");
            }
            case ENCRYPTED -> {
                encrypted++;
                return Optional.of("The entry is encrypted and left out.");
            }
            case UNKNOWN -> {
                return Optional.of("The entry is packed in a way that cannot be read.");
            }
            default -> {
                return ArchiveKind.ofName(inside.joined()).isPresent()
                        ? Optional.of("An archive within the archive is not opened.")
                        : Optional.empty();
            }
        }
    }

    private String where(ArchivedFile entry) {
        return archive.getFileName() + ": " + ArchiveFaults.shown(entry.name());
    }

    private static boolean isHidden(EntryPath.Checked.Inside path) {
        return path.parts().stream().anyMatch(ImageFormats::isHidden);
    }

    private static boolean isWanted(EntryPath.Checked.Inside path) {
        if (isHidden(path)) {
            return false;
        }
        String name = path.parts().get(path.parts().size() - 1);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ImageFormats.isImageName(name) || LISTS.contains(ending) || name.equals(PROPERTY);
    }

    private void write(ArchivedFile entry, EntryPath.Checked.Inside path) throws IOException {
        if (names.put(hash(path.joined().toLowerCase(Locale.ROOT)), (byte) 1)
                != LongByteMap.ABSENT) {
            problems.add(
                    where(entry),
                    "A second entry of this name (or of one that differs by letter case only) is"
                            + " left out.");
            skip(entry);
            return;
        }
        Path target;
        try {
            target = folder.resolve(path.joined());
            makeFolder(target.getParent());
        } catch (InvalidPathException | java.nio.file.FileAlreadyExistsException e) {
            problems.add(where(entry), "No file of this name can be written here.");
            skip(entry);
            return;
        }
        Optional<String> fault;
        try (OutputStream out =
                Files.newOutputStream(
                        target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            fault = copy(entry, out);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            problems.add(where(entry), "A second entry of this name is left out.");
            skip(entry);
            return;
        }
        if (fault.isPresent()) {
            Files.delete(target);
            problems.add(where(entry), fault.get());
            return;
        }
        files++;
        written += entry.size();
        images += ImageFormats.isImageName(target.getFileName().toString()) ? 1 : 0;
    }

    private void makeFolder(Path wanted) throws IOException {
        if (!wanted.equals(lastFolder)) {
            Files.createDirectories(wanted);
            lastFolder = wanted;
        }
    }

    private void skip(ArchivedFile entry) throws IOException {
        if (!reader.survivesDamage()) {
            drain(entry);
        }
    }

    private void drain(ArchivedFile entry) throws IOException {
        copy(entry, OutputStream.nullOutputStream());
    }

    /** Copies an entry's content; a sentence where it is damaged and may be left out. */
    private Optional<String> copy(ArchivedFile entry, OutputStream out) throws IOException {
        CRC32 checksum = new CRC32();
        long length = 0;
        InputStream in = null;
        for (int count = 0; count >= 0; ) {
            try {
                in = in == null ? reader.content() : in;
                count = in.read(buffer);
            } catch (IOException | RuntimeException e) {
                if (!reader.survivesDamage()) {
                    throw ArchiveFaults.truncated(archive, String.valueOf(e.getMessage()));
                }
                return Optional.of("The entry is damaged and left out (" + e.getMessage() + ").");
            }
            if (count > 0) {
                length += count;
                count(entry, count, length);
                checksum.update(buffer, 0, count);
                writeOut(out, count);
            }
        }
        if (length != entry.size()
                || entry.checksum().filter(crc -> crc != checksum.getValue()).isPresent()) {
            if (!reader.survivesDamage()) {
                throw ArchiveFaults.truncated(archive, "it ends within " + entry.name());
            }
            return Optional.of("The entry is damaged and left out (its checksum does not fit).");
        }
        return Optional.empty();
    }

    private void writeOut(OutputStream out, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw ArchiveFaults.cannotWrite(folder.getParent(), e);
        }
    }

    /** Watches what an archive grows to: neither its entry nor itself may exceed what it may be. */
    private void count(ArchivedFile entry, int count, long length) {
        if (entry.size() >= 0 && length > entry.size()) {
            throw ArchiveFaults.bomb(archive, entry.name() + " holds more than the archive states");
        }
        long before = read;
        read += count;
        if (read > limits.most(archiveBytes)) {
            throw ArchiveFaults.bomb(
                    archive,
                    "more than "
                            + ArchiveFaults.size(limits.most(archiveBytes))
                            + " out of "
                            + ArchiveFaults.size(archiveBytes));
        }
        long needed = ArchiveUnpacking.onDisk(written + length, files);
        if (needed > free) {
            throw ArchiveFaults.noRoom(archive, needed, free, folder.getParent());
        }
        if (before / LOOK_EVERY != read / LOOK_EVERY) {
            report();
        }
    }

    private static long hash(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = SplitMix.mix(hash ^ name.charAt(i));
        }
        return hash;
    }
}
