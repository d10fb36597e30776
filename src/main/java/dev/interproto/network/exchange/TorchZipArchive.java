package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleInput;
import dev.interproto.common.pickle.PickleLimits;
import dev.interproto.common.pickle.PickleReader;
import dev.interproto.common.pickle.PickleStrings;
import dev.interproto.common.pickle.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * PyTorch's form since 1.6: a zip of {@code NAME/data.pkl} and the storages {@code NAME/data/N}.
 */
final class TorchZipArchive extends TorchArchive {
    private static final String PICKLE = "data.pkl";
    private static final int MAX_ENTRIES = 100_000;

    /**
     * Weights hardly shrink at all; zeros shrink to a thousandth, but only small tensors are zero.
     */
    private static final long MAX_RATIO = 100;

    private static final long FREE_OF_RATIO = 1 << 20;

    /** Eight times IR-152 with an optimiser's state. */
    private static final long MAX_TOTAL = 8L << 30;

    private final ZipFile zip;
    private final String prefix;
    private final ByteOrder order;
    private final PickleValue root;

    static TorchZipArchive open(Path file, TorchRefusals refusals) {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw refusals.damaged("it is no complete zip (" + e.getMessage() + ")", e);
        }
        try {
            checkProportions(zip, Files.size(file), refusals);
            return new TorchZipArchive(zip, refusals);
        } catch (IOException | RuntimeException e) {
            try {
                zip.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e instanceof UserFacingException refusal
                    ? refusal
                    : refusals.damaged("its zip cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private TorchZipArchive(ZipFile zip, TorchRefusals refusals) throws IOException {
        super(refusals);
        this.zip = zip;
        this.prefix = prefix(zip, refusals);
        this.order = byteOrder();
        byte[] pickle = small(prefix + PICKLE, (int) PickleLimits.STATE_DICT.bytes());
        TorchVocabulary vocabulary = new TorchVocabulary(refusals);
        PickleInput input =
                new PickleInput(
                        new ByteArrayInputStream(pickle), PickleLimits.STATE_DICT, refusals);
        this.root = new PickleReader(input, vocabulary, PickleStrings.TEXT).read();
        vocabulary.storages().forEach(this::checkStorage);
    }

    /** Against bombs, before anything is unpacked; sizes as the zip's directory declares them. */
    private static void checkProportions(ZipFile zip, long length, TorchRefusals refusals) {
        if (zip.size() > MAX_ENTRIES) {
            throw refusals.tooLarge("it has " + zip.size() + " entries");
        }
        long packed = 0;
        long unpacked = 0;
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
            long size = entry.getSize();
            long space = entry.getCompressedSize();
            if (size < 0 || space < 0 || space > length) {
                throw refusals.damaged(entry.getName() + " is larger than the file");
            }
            if (entry.getMethod() == ZipEntry.STORED && size != space) {
                throw refusals.damaged(entry.getName() + " has two sizes");
            }
            if (size > FREE_OF_RATIO && size / MAX_RATIO > space) {
                throw refusals.tooLarge(
                        entry.getName() + " unpacks from " + space + " to " + size + " bytes");
            }
            packed += space;
            unpacked = Math.min(Long.MAX_VALUE / 2, unpacked + Math.min(size, MAX_TOTAL + 1));
        }
        if (packed > length) {
            throw refusals.tooLarge("its entries overlap");
        }
        if (unpacked > MAX_TOTAL) {
            throw refusals.tooLarge("it unpacks to more than " + MAX_TOTAL + " bytes");
        }
    }

    /** What stands before {@code data.pkl}. */
    private static String prefix(ZipFile zip, TorchRefusals refusals) {
        List<String> pickles =
                zip.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.equals(PICKLE) || name.matches("[^/]+/data\\.pkl"))
                        .toList();
        if (pickles.size() != 1) {
            throw refusals.unfit(
                    pickles.isEmpty()
                            ? "is a zip, but none of torch.save: it has no data.pkl"
                            : "holds " + pickles.size() + " pickles data.pkl instead of one");
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private ByteOrder byteOrder() throws IOException {
        String name = prefix + "byteorder";
        if (zip.getEntry(name) == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = new String(small(name, 16), StandardCharsets.US_ASCII).strip();
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw refusals().damaged("the byte order \"" + order + "\" does not exist");
        };
    }

    /** All of an entry that must not exceed a size. */
    private byte[] small(String name, int limit) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry.getSize() > limit) {
            throw refusals().tooLarge(name + " takes " + entry.getSize() + " bytes");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
            if (bytes.length != entry.getSize()) {
                throw refusals().damaged(name + " has another size than it declares");
            }
            CRC32 sum = new CRC32();
            sum.update(bytes);
            checkSum(entry, sum);
            return bytes;
        }
    }

    private void checkStorage(TorchStorage storage) {
        ZipEntry entry = zip.getEntry(name(storage.key()));
        if (entry == null) {
            throw refusals().damaged("storage " + storage.key() + " is missing");
        }
        long expected = storage.total() * storage.element().bytes();
        if (entry.getSize() != expected) {
            throw refusals()
                    .damaged(
                            "storage "
                                    + storage.key()
                                    + " takes "
                                    + entry.getSize()
                                    + " bytes instead of "
                                    + expected);
        }
    }

    private String name(String key) {
        return prefix + "data/" + key;
    }

    @Override
    PickleValue root() {
        return root;
    }

    @Override
    InputStream bytes(String key) throws IOException {
        return zip.getInputStream(zip.getEntry(name(key)));
    }

    @Override
    ByteOrder order() {
        return order;
    }

    @Override
    void checkEnd(String key, InputStream rest, CRC32 sum) throws IOException {
        if (rest.read() >= 0) {
            throw refusals().damaged("storage " + key + " exceeds its size");
        }
        checkSum(zip.getEntry(name(key)), sum);
    }

    private void checkSum(ZipEntry entry, CRC32 sum) {
        if (entry.getCrc() != sum.getValue()) {
            throw refusals().damaged(entry.getName() + " differs from its check sum");
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
