package dev.interproto.dataset.duplicate;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.duplicate.ImageSignatures.Signature;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Signatures on disk, one record of 96 bytes an image behind a header of 8: the image's key, its
 * checksum (16 bytes), hash and pattern, big-endian. Records are only ever appended, whole chunks
 * at a time, so that a broken-off scan goes on where it stopped; of several with one key the last
 * counts. A record cut short at the end is written over by the next.
 */
final class SignatureFile {
    private static final long MAGIC = 0x49_50_53_49_47_30_30_31L; // "IPSIG001"
    private static final int RECORD = 32 + PerceptualHash.PATTERN;

    private final Path file;

    SignatureFile(Path file) {
        this.file = file;
    }

    /** Takes each record in the order of the file. */
    interface Reader {
        void accept(long key, Signature signature);
    }

    /**
     * Reads all whole records; none where the file is missing or of another version.
     *
     * @throws IOException where it cannot be read
     */
    void read(Reader reader) throws IOException {
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(file), RECORD << 9))) {
            if (in.readLong() != MAGIC) {
                return;
            }
            while (true) {
                long key = in.readLong();
                long high = in.readLong();
                long low = in.readLong();
                long hash = in.readLong();
                byte[] pattern = new byte[PerceptualHash.PATTERN];
                in.readFully(pattern);
                reader.accept(key, new Signature(high, low, hash, pattern));
            }
        } catch (EOFException e) {
            // The end, or a record that was being written when the power went.
        } catch (NoSuchFileException e) {
            // Nothing known yet.
        }
    }

    /**
     * Appends records, safe against other processes that do the same.
     *
     * @throws UserFacingException where the file cannot be written
     */
    void append(Map<Long, Signature> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel =
                            FileChannel.open(
                                    file,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                channel.position(end(channel));
                ByteBuffer bytes = bytes(records);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be written (" + e.getMessage() + ").",
                    "The images' checksums and hashes would have to be computed again.",
                    "Check the rights of the workspace and the space on its disk.",
                    e);
        }
    }

    /** Where the next record goes: behind the whole ones, or behind a fresh header. */
    private static long end(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES);
        channel.read(header, 0);
        if (header.hasRemaining() || header.getLong(0) != MAGIC) {
            channel.truncate(0);
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, MAGIC), 0);
        }
        long records = (channel.size() - Long.BYTES) / RECORD;
        return Long.BYTES + records * RECORD;
    }

    private static ByteBuffer bytes(Map<Long, Signature> records) {
        ByteBuffer bytes = ByteBuffer.allocate(RECORD * records.size());
        records.forEach(
                (key, signature) ->
                        bytes.putLong(key)
                                .putLong(signature.checksumHigh())
                                .putLong(signature.checksumLow())
                                .putLong(signature.hash())
                                .put(signature.pattern()));
        return bytes.flip();
    }
}
