package dev.interproto.dataset.container;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleInput;
import dev.interproto.common.pickle.PickleLimits;
import dev.interproto.common.pickle.PickleReader;
import dev.interproto.common.pickle.PickleStrings;
import dev.interproto.common.pickle.PickleValue;
import dev.interproto.common.pickle.PickleValue.Bytes;
import dev.interproto.common.pickle.PickleValue.LongText;
import dev.interproto.common.pickle.PickleValue.Sequence;
import dev.interproto.common.pickle.PickleValue.Truth;
import dev.interproto.common.pickle.PickleValue.Whole;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * A {@code .bin} verification set, opened: where its images lie, and which pairs are genuine. The
 * images stay in the file. Thread-safe.
 */
final class BinFile implements Container {
    /** A pickle takes at most 30 steps an image (numpy's arrays), and no image is so small. */
    private static final int BYTES_PER_STEP = 64;

    /** No photograph is larger; the file says so of its images, and could lie. */
    private static final int LARGEST_IMAGE = 64 << 20;

    /** Bytes of an array of truths: the largest set has 7,000 pairs. */
    private static final int MOST_TRUTHS = 8 << 20;

    /** The place of what is no image. */
    private static final long NOWHERE = -1;

    private final MappedFile file;
    private final LongColumn places = new LongColumn();
    private final IntColumn lengths = new IntColumn();

    /** Images written as text; see {@link EncodedBytes}. */
    private final BitSet encoded = new BitSet();

    private final BitSet same = new BitSet();
    private int pairs;

    private BinFile(MappedFile file) {
        this.file = file;
    }

    /**
     * Reads the pickle around the images.
     *
     * @throws IOException where the file cannot be read
     * @throws UserFacingException where it is no verification set
     */
    static BinFile open(Path path) throws IOException {
        BinRefusals refusals = new BinRefusals(path);
        MappedFile file = MappedFile.open(path);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 13)) {
            int steps = (int) Math.min(Integer.MAX_VALUE, file.size() / BYTES_PER_STEP);
            PickleLimits limits =
                    new PickleLimits(
                            file.size(), Math.max(PickleLimits.STATE_DICT.steps(), steps), true);
            PickleValue root =
                    new PickleReader(
                                    new PickleInput(in, limits, refusals),
                                    new NumpyVocabulary(refusals),
                                    PickleStrings.BYTES)
                            .read();
            BinFile bin = new BinFile(file);
            bin.take(root, refusals);
            return bin;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void take(PickleValue root, BinRefusals refusals) throws IOException {
        List<PickleValue> lists = root instanceof Sequence both ? both.items() : List.of();
        if (lists.size() != 2) {
            throw refusals.unfit("does not hold two lists");
        }
        for (PickleValue image : items(lists.get(0), refusals)) {
            addImage(image);
        }
        takeTruths(lists.get(1), refusals);
    }

    /** A list's values, or those of an array of values; not of an array of such arrays. */
    private static List<PickleValue> items(PickleValue list, BinRefusals refusals) {
        PickleValue values =
                list instanceof NumpyArray array
                                && array.content().isPresent()
                                && array.content().get().type().kind() == 'O'
                        ? array.content().get().data()
                        : list;
        if (values instanceof Sequence sequence) {
            return sequence.items();
        }
        throw refusals.unfit("holds something else where a list should be");
    }

    private void addImage(PickleValue image) {
        PickleValue data =
                image instanceof NumpyArray array && array.content().isPresent()
                        ? bytesOf(array.content().get())
                        : image;
        if (data instanceof EncodedBytes text && text.text().length() <= LARGEST_IMAGE) {
            encoded.set(places.size());
            places.add(text.text().position());
            lengths.add((int) text.text().length());
        } else if (data instanceof Bytes bytes
                && bytes.length() > Bytes.KEPT
                && bytes.length() <= LARGEST_IMAGE) {
            places.add(bytes.position());
            lengths.add((int) bytes.length());
        } else {
            places.add(NOWHERE);
            lengths.add(0);
        }
    }

    /** An array's data where it is bytes and all there; else something that is no image. */
    private static PickleValue bytesOf(NumpyArray.Content content) {
        boolean whole =
                content.type().bytes() == 1
                        && (!(content.data() instanceof Bytes bytes)
                                || bytes.length() == content.count());
        return whole ? content.data() : new PickleValue.Nothing();
    }

    private void takeTruths(PickleValue truths, BinRefusals refusals) throws IOException {
        if (truths instanceof NumpyArray array
                && array.content().isPresent()
                && array.content().get().type().kind() != 'O') {
            NumpyArray.Content content = array.content().get();
            byte[] data = data(content.data(), refusals);
            if (data.length != content.count() * content.type().bytes()) {
                throw refusals.damaged("its truths are not as many as it says");
            }
            for (int i = 0; i < content.count(); i++) {
                addTruth(content.type().isTrue(data, i));
            }
            return;
        }
        for (PickleValue truth : items(truths, refusals)) {
            addTruth(truth, refusals);
        }
    }

    private void addTruth(PickleValue truth, BinRefusals refusals) {
        if (truth instanceof Truth value) {
            addTruth(value.value());
        } else if (truth instanceof Whole number) {
            addTruth(number.value().signum() != 0);
        } else if (truth instanceof NumpyArray array && array.content().isPresent()) {
            NumpyArray.Content content = array.content().get();
            if (content.count() != 1
                    || !(content.data() instanceof Bytes bytes)
                    || bytes.content().length != content.type().bytes()) {
                throw refusals.damaged("one of its truths is none");
            }
            addTruth(content.type().isTrue(bytes.content(), 0));
        } else {
            throw refusals.damaged("one of its truths is none");
        }
    }

    private void addTruth(boolean genuine) {
        same.set(pairs++, genuine);
    }

    /** All bytes of a value that is to be some; not for images. */
    private byte[] data(PickleValue value, BinRefusals refusals) throws IOException {
        if (value instanceof Bytes bytes) {
            return bytes.length() <= bytes.content().length
                    ? bytes.content()
                    : file.read(bytes.position(), small(bytes.length(), refusals));
        }
        if (value instanceof EncodedBytes text) {
            LongText place = text.text();
            return decoded(file.read(place.position(), small(place.length(), refusals)));
        }
        throw refusals.damaged("an array has no data");
    }

    private static int small(long length, BinRefusals refusals) {
        if (length > MOST_TRUTHS) {
            throw refusals.tooLarge(length + " bytes of truths");
        }
        return (int) length;
    }

    private static byte[] decoded(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many images the set lists. */
    int images() {
        return places.size();
    }

    /** Whether an entry of the list is a buffer that can be an image. */
    boolean isThere(int number) {
        return places.get(number) != NOWHERE;
    }

    /** How many pairs it says to be genuine or not. */
    int pairs() {
        return pairs;
    }

    boolean same(int pair) {
        return same.get(pair);
    }

    @Override
    public byte[] image(int number) throws IOException {
        return image(number, Integer.MAX_VALUE);
    }

    /** As {@link #image(int)}, but at most so many bytes, or a few more. */
    byte[] image(int number, int most) throws IOException {
        if (number < 0 || number >= places.size() || places.get(number) == NOWHERE) {
            throw new IOException("the set has no image " + number);
        }
        // A letter of an encoded image takes one byte or two.
        int bytes = encoded.get(number) && most < Integer.MAX_VALUE / 2 ? 2 * most : most;
        byte[] stored = file.read(places.get(number), Math.min(lengths.get(number), bytes));
        return encoded.get(number) ? decoded(stored) : stored;
    }

    @Override
    public void close() {
        file.close();
    }
}
