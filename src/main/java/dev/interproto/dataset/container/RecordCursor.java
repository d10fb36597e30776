package dev.interproto.dataset.container;

import java.util.Optional;

/**
 * Finds records in a RecordIO file and puts the parts of split ones together.
 *
 * <p>A record is a magic word, a word with a flag (upper 3 bits) and a length (lower 29), the
 * payload, and zeros up to a multiple of 4 bytes. A payload that holds the magic word at a multiple
 * of 4 is split there, the word dropped: flag 1 for its first part, 2 for those in the middle, 3
 * for the last; 0 is a record in one part (dmlc-core, recordio.h).
 *
 * <p>Reads as {@link MappedFile#intAt}: the caller checks that the file was not cut. One thread.
 */
final class RecordCursor {
    static final int MAGIC = 0xced7230a;

    /** Magic word and length. */
    static final int FRAME = 8;

    static final int WHOLE = 0;
    static final int FIRST = 1;
    static final int LAST = 3;

    /** Far more than any photograph; parts can add up to more than an array holds. */
    private static final int LONGEST = 256 << 20;

    private final MappedFile file;
    private long offset;
    private long end;
    private int length;
    private long parts;
    private Optional<String> fault = Optional.empty();

    RecordCursor(MappedFile file) {
        this.file = file;
    }

    /**
     * Goes to a place.
     *
     * @param place a multiple of 4
     * @return whether a whole record begins there; else {@link #fault} says why not
     */
    boolean seek(long place) {
        offset = place;
        end = place;
        long total = 0;
        boolean first = true;
        while (true) {
            if (end > file.size() - FRAME) {
                return failed(
                        first ? "The file ends within a record." : "Its last part is missing.");
            }
            if (file.intAt(end) != MAGIC) {
                return failed(
                        first
                                ? "No record begins here: the magic word is missing."
                                : "One of its parts is missing.");
            }
            parts++;
            int word = file.intAt(end + 4);
            int flag = word >>> 29;
            int bytes = word & 0x1fffffff;
            boolean fits = first ? flag <= FIRST : flag > FIRST && flag <= LAST;
            if (!fits) {
                return failed(first ? "It begins with a later part." : "Its last part is missing.");
            }
            total += bytes + (first ? 0 : Integer.BYTES);
            long next = end + FRAME + ((bytes + 3L) & ~3L);
            // The last record's padding is missed by no one.
            if (end + FRAME + bytes > file.size()) {
                return failed("Its length, " + bytes + " bytes, leads beyond the file's end.");
            }
            if (total > LONGEST) {
                return failed("It is longer than 256 MB, so it is no image.");
            }
            end = Math.min(next, file.size());
            if (flag == WHOLE || flag == LAST) {
                length = (int) total;
                fault = Optional.empty();
                return true;
            }
            first = false;
        }
    }

    private boolean failed(String why) {
        fault = Optional.of(why);
        length = 0;
        return false;
    }

    /** Whether a record, whole or not, claims to begin at a multiple of 4. */
    boolean beginsAt(long place) {
        return place <= file.size() - FRAME
                && file.intAt(place) == MAGIC
                && file.intAt(place + 4) >>> 29 <= FIRST;
    }

    long offset() {
        return offset;
    }

    /** Where the next record begins. */
    long end() {
        return end;
    }

    /** Bytes of the payload, its parts put together. */
    int length() {
        return length;
    }

    /** Parts looked at since this cursor was made. */
    long parts() {
        return parts;
    }

    /** Why the last {@link #seek} found no record. */
    Optional<String> fault() {
        return fault;
    }

    /**
     * Copies a stretch of the payload.
     *
     * @param from first byte, within the payload
     * @param target receives as many bytes as it holds, or as there are
     * @return how many
     */
    int copy(int from, byte[] target) {
        int count = Math.max(0, Math.min(target.length, length - from));
        long part = offset;
        int partStart = 0;
        int done = 0;
        while (done < count) {
            int bytes = file.intAt(part + 4) & 0x1fffffff;
            int at = from + done - partStart;
            if (at < bytes) {
                int piece = Math.min(bytes - at, count - done);
                file.copy(part + FRAME + at, target, done, piece);
                done += piece;
                at += piece;
            }
            // Between two parts stands the magic word that was dropped.
            while (done < count && at >= bytes && at < bytes + Integer.BYTES) {
                target[done++] = (byte) (MAGIC >>> (8 * (at++ - bytes)));
            }
            partStart += bytes + Integer.BYTES;
            part += FRAME + ((bytes + 3L) & ~3L);
        }
        return count;
    }
}
