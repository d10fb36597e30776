package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an index file says: lines of a record's number, a tab, and its first byte in the RecordIO
 * file. Kept in the order of the places, whatever the order of the lines.
 *
 * @param places ascending
 * @param numbers of the records there
 * @param fault why the file is of no use; empty where it is
 */
record RecordKeys(long[] places, int[] numbers, Optional<String> fault) {
    private static final int REPORT_EVERY = 1 << 18;

    /** While sorting, a place in words and the line's number share 63 bits: 38 and 25. */
    private static final int LINE_BITS = 25;

    private static final long FARTHEST = 1L << 40;

    /** No number or place has more digits. */
    private static final int MAX_DIGITS = 15;

    /** What there is without an index file. */
    static RecordKeys missing() {
        return useless("there is none");
    }

    /**
     * Reads an index file.
     *
     * @param recordBytes size of the RecordIO file: what has more lines than that has room for
     *     records, or names places outside it, belongs to another
     */
    static RecordKeys read(Path file, long recordBytes, Progress progress) throws IOException {
        LongColumn places = new LongColumn();
        IntColumn numbers = new IntColumn();
        try (InputStream in = Files.newInputStream(file)) {
            Lines lines = new Lines(in);
            boolean ascending = true;
            while (lines.next()) {
                if (lines.fault().isPresent()) {
                    return useless(lines.fault().get());
                }
                if (lines.place % 4 != 0 || lines.place > recordBytes - RecordCursor.FRAME) {
                    return useless(
                            "line "
                                    + lines.number
                                    + " names byte "
                                    + lines.place
                                    + ", where no record can begin");
                }
                if (places.size() > recordBytes / RecordCursor.FRAME
                        || places.size() >= 1 << LINE_BITS) {
                    return useless("it has more lines than there is room for records");
                }
                ascending &= places.size() == 0 || lines.place > places.get(places.size() - 1);
                places.add(lines.place);
                numbers.add(lines.record);
                if (places.size() % REPORT_EVERY == 0) {
                    progress.checkCancelled();
                    progress.report(Double.NaN, places.size() + " lines of " + file.getFileName());
                }
            }
            return sorted(places, numbers.toArray(), ascending);
        }
    }

    private static RecordKeys useless(String fault) {
        return new RecordKeys(new long[0], new int[0], Optional.of(fault));
    }

    private static RecordKeys sorted(LongColumn places, int[] numbers, boolean ascending) {
        Optional<String> twice = twice(numbers);
        if (twice.isPresent() || ascending) {
            return twice.map(RecordKeys::useless)
                    .orElseGet(() -> new RecordKeys(places.toArray(), numbers, Optional.empty()));
        }
        long[] packed = places.toArray();
        for (int i = 0; i < packed.length; i++) {
            packed[i] = packed[i] >> 2 << LINE_BITS | i;
        }
        Arrays.sort(packed);
        int[] ordered = new int[numbers.length];
        for (int i = 0; i < packed.length; i++) {
            ordered[i] = numbers[(int) packed[i] & ((1 << LINE_BITS) - 1)];
            packed[i] = packed[i] >> LINE_BITS << 2;
        }
        return new RecordKeys(packed, ordered, Optional.empty());
    }

    private static Optional<String> twice(int[] numbers) {
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return Optional.of("it names record " + sorted[i] + " twice");
            }
        }
        return Optional.empty();
    }

    /** Reads line by line without making a text of any. */
    private static final class Lines {
        private final InputStream in;

        /** Not a BufferedInputStream: its lock would cost more than all the rest. */
        private final byte[] buffer = new byte[1 << 16];

        private int buffered;
        private int position;
        private int next;
        private long number;
        private long place;
        private int record;
        private boolean malformed;

        Lines(InputStream in) throws IOException {
            this.in = in;
            advance();
        }

        /** Whether there is another line; blank ones are passed over. */
        boolean next() throws IOException {
            while (next == '\n' || isSpace()) {
                advance();
            }
            if (next < 0) {
                return false;
            }
            number++;
            long first = digits();
            while (isSpace()) {
                advance();
            }
            place = digits();
            while (isSpace()) {
                advance();
            }
            record = (int) first;
            malformed =
                    first < 0
                            || first > Integer.MAX_VALUE
                            || place < 0
                            || place >= FARTHEST
                            || next >= 0 && next != '\n';
            return true;
        }

        Optional<String> fault() {
            return malformed
                    ? Optional.of("line " + number + " is not a record's number and place")
                    : Optional.empty();
        }

        private boolean isSpace() {
            return next == '\t' || next == ' ' || next == '\r';
        }

        private void advance() throws IOException {
            if (position == buffered) {
                buffered = in.read(buffer);
                position = 0;
            }
            next = buffered < 0 ? -1 : buffer[position++];
        }

        /** A number, or −1. */
        private long digits() throws IOException {
            long value = 0;
            int count = 0;
            while (next >= '0' && next <= '9') {
                value = count++ < MAX_DIGITS ? value * 10 + next - '0' : Long.MAX_VALUE;
                advance();
            }
            return count == 0 || count > MAX_DIGITS ? -1 : value;
        }
    }
}
