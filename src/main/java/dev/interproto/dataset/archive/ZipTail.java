package dev.interproto.dataset.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What the end of a zip file says of it, read before a library takes in all of its directory
 * (APPNOTE.TXT 6.3, sections 4.3.14 to 4.3.16).
 *
 * @param spanned whether the archive is one of several parts
 * @param entries how many entries it states
 */
record ZipTail(boolean spanned, long entries) {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int END_64_BYTES = 56;

    /** The end record stands before a comment of at most this length. */
    private static final int LONGEST_COMMENT = 0xFFFF;

    /** Empty where the file does not end as a zip does: cut off, or none at all. */
    static Optional<ZipTail> of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int length = (int) Math.min(size, LONGEST_COMMENT + END_BYTES + LOCATOR_BYTES);
            ByteBuffer tail = read(channel, size - length, length);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    return Optional.of(at(channel, tail, at));
                }
            }
            return Optional.empty();
        }
    }

    private static ZipTail at(FileChannel channel, ByteBuffer tail, int at) throws IOException {
        int disk = tail.getShort(at + 4) & 0xFFFF;
        int firstDisk = tail.getShort(at + 6) & 0xFFFF;
        long entries = tail.getShort(at + 10) & 0xFFFF;
        int locator = at - LOCATOR_BYTES;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
            long offset = tail.getLong(locator + 8);
            if (offset >= 0 && offset <= channel.size() - END_64_BYTES) {
                ByteBuffer end = read(channel, offset, END_64_BYTES);
                if (end.getInt(0) == END_64) {
                    return new ZipTail(
                            end.getInt(16) != 0 || end.getInt(20) != 0,
                            Math.max(0, end.getLong(32)));
                }
            }
            return new ZipTail(tail.getInt(locator + 16) > 1, entries);
        }
        return new ZipTail(disk != 0 || firstDisk != 0, entries);
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // short reads are allowed by the contract of read
        }
        return bytes;
    }
}
