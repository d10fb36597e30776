package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageFormats;
import dev.interproto.dataset.ProblemLog;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One walk through a RecordIO file, from record to record, which reads the headers and the images'
 * first bytes only. The index file is not needed for it, only compared; so a missing or stale one
 * costs nothing.
 *
 * <p>Where a record is damaged, the walk goes on at the next place that looks like a record and
 * leads to another one: magic words within payloads are always split off, so that such a place is
 * no chance. A record whose length leads to no other one, though others begin within it, lied.
 */
final class RecordScan {
    private static final int CHECK_EVERY = 1 << 12;

    /** Looking for records may not take more steps than a file full of empty ones would. */
    private static final long SPARE_STEPS = 1 << 16;

    private final MappedFile file;
    private final Progress progress;
    private final ProblemLog problems;
    private final RecordCursor cursor;
    private final RecordNumbering numbering;
    private final IdentityRanges ranges = new IdentityRanges();

    private final byte[] start = new byte[RecordHeader.START];
    private final LongColumn places = new LongColumn();
    private final IntColumn sizes = new IntColumn();
    private final IntColumn labels = new IntColumn();
    private final IntColumn ordinals = new IntColumn();
    private long checked;

    RecordScan(MappedFile file, RecordKeys keys, ProblemLog problems, Progress progress) {
        this.file = file;
        this.problems = problems;
        this.progress = progress;
        this.cursor = new RecordCursor(file);
        this.numbering = new RecordNumbering(keys);
    }

    /**
     * The images, by their records' numbers.
     *
     * @param places first byte of each record, in the file
     * @param sizes bytes of each image
     * @param labels of each
     * @param records number of each record, ascending
     * @param stale why the index file was not gone by, where there is one
     */
    record Images(
            long[] places, int[] sizes, int[] labels, int[] records, Optional<String> stale) {}

    /**
     * Walks.
     *
     * @throws IOException where the file is cut meanwhile
     * @throws UserFacingException where it is damaged beyond walking
     */
    Images run() throws IOException {
        try {
            walk();
            file.checkUncut();
        } catch (InternalError e) {
            throw file.cut(e);
        }
        numbering.end(file.size());
        int[] records = new int[ordinals.size()];
        for (int i = 0; i < records.length; i++) {
            records[i] = numbering.number(ordinals.get(i));
        }
        return byNumber(records);
    }

    private void walk() throws IOException {
        long place = 0;
        long previous = -1;
        while (place < file.size()) {
            check(place);
            if (cursor.seek(place)) {
                take();
                previous = place;
                place = cursor.end();
            } else {
                place = pastDamage(place, previous);
                previous = -1;
            }
        }
    }

    private void check(long place) throws IOException {
        if (checked++ % CHECK_EVERY == 0) {
            progress.checkCancelled();
            progress.report((double) place / file.size(), numbering.size() + " records");
            file.checkUncut();
        }
    }

    private void take() {
        int count = cursor.copy(0, start);
        Optional<RecordHeader> read = RecordHeader.read(start, cursor.length());
        numbering.add(cursor.offset(), read.map(RecordHeader::identifier).orElse(-1L));
        if (read.isEmpty()) {
            problem("It is shorter than its header says, so it is left out.");
            return;
        }
        RecordHeader header = read.get();
        int size = cursor.length() - header.imageStart();
        if (size == 0 && header.floats() == 2) {
            ranges.add(numbering.size() - 1, header.label(), header.second());
            return;
        }
        if (!isImage(header.imageStart(), count)) {
            problem(
                    size == 0
                            ? "It holds no image, so it is left out."
                            : "Its content is no JPEG, PNG, BMP or WebP image, so it is left out.");
            return;
        }
        Optional<String> fault = header.labelFault();
        if (fault.isPresent()) {
            problem(fault.get());
            return;
        }
        places.add(cursor.offset());
        sizes.add(size);
        labels.add((int) header.label());
        ordinals.add(numbering.size() - 1);
    }

    private boolean isImage(int imageStart, int count) {
        byte[] head = new byte[ImageFormats.HEADER_BYTES];
        if (imageStart + head.length <= count) {
            System.arraycopy(start, imageStart, head, 0, head.length);
            return ImageFormats.hasImageSignature(head, head.length);
        }
        return ImageFormats.hasImageSignature(head, cursor.copy(imageStart, head));
    }

    private void problem(String what) {
        problems.add(file.file() + " record " + numbering.number(numbering.size() - 1), what);
    }

    /** Where the walk goes on; the file's size where nothing follows. */
    private long pastDamage(long place, long previous) throws IOException {
        String fault = cursor.fault().orElseThrow();
        boolean lost = !cursor.beginsAt(place) && previous >= 0;
        long next = (lost ? previous : place) + Integer.BYTES;
        while (next <= file.size() - RecordCursor.FRAME && !leadsOn(next)) {
            check(next);
            next += Integer.BYTES;
        }
        if (next > file.size() - RecordCursor.FRAME) {
            next = file.size();
        }
        if (next < place) {
            withdrawLast(previous);
            place = previous;
            fault = "Its length is wrong: another record begins within it.";
        }
        problems.add(
                file.file() + " byte " + place,
                fault + " Nothing up to byte " + next + " can be read.");
        numbering.damagedUntil(next);
        return next;
    }

    private boolean leadsOn(long place) {
        if (!cursor.beginsAt(place) || !cursor.seek(place)) {
            if (cursor.parts() > file.size() / RecordCursor.FRAME + SPARE_STEPS) {
                throw new UserFacingException(
                        file.file() + " is damaged throughout.",
                        "Its records' lengths contradict each other, so its images cannot be"
                                + " told.",
                        "Copy or download it again, and compare its size with the original's.");
            }
            return false;
        }
        return cursor.end() == file.size() || cursor.beginsAt(cursor.end());
    }

    private void withdrawLast(long place) {
        int ordinal = numbering.size() - 1;
        numbering.removeLast();
        if (places.size() > 0 && places.get(places.size() - 1) == place) {
            places.removeLast();
            sizes.removeLast();
            labels.removeLast();
            ordinals.removeLast();
        } else if (ranges.lastOrdinal() == ordinal) {
            ranges.removeLast();
        }
    }

    /** Mostly they lie in this order already. */
    private Images byNumber(int[] records) {
        long[] order = new long[records.length];
        boolean ascending = true;
        for (int i = 0; i < records.length; i++) {
            order[i] = (long) records[i] << 32 | i;
            ascending &= i == 0 || records[i] > records[i - 1];
        }
        Images images =
                new Images(
                        places.toArray(),
                        sizes.toArray(),
                        labels.toArray(),
                        records,
                        numbering.stale());
        if (!ascending) {
            Arrays.sort(order);
            images = ordered(images, order);
        }
        ranges.check(
                file.file().toString(), numbering, images.records(), images.labels(), problems);
        return images;
    }

    /** The images in another order, given in the lower halves of these numbers. */
    static Images ordered(Images images, long[] order) {
        long[] places = new long[order.length];
        int[] sizes = new int[order.length];
        int[] labels = new int[order.length];
        int[] records = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            int from = (int) order[i];
            places[i] = images.places()[from];
            sizes[i] = images.sizes()[from];
            labels[i] = images.labels()[from];
            records[i] = images.records()[from];
        }
        return new Images(places, sizes, labels, records, images.stale());
    }
}
