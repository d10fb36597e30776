package dev.interproto.network.exchange;

import dev.interproto.common.pickle.PickleInput;
import dev.interproto.common.pickle.PickleLimits;
import dev.interproto.common.pickle.PickleReader;
import dev.interproto.common.pickle.PickleStrings;
import dev.interproto.common.pickle.PickleValue;
import dev.interproto.common.pickle.PickleValue.Sequence;
import dev.interproto.common.pickle.PickleValue.Text;
import dev.interproto.common.pickle.PickleValue.Whole;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * PyTorch's form before 1.6: five pickles (magic number, protocol, machine, the value, the
 * storages' keys), then each storage as its number of elements (int64) and their bytes, always
 * little-endian.
 */
final class TorchLegacyArchive extends TorchArchive {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final BigInteger PROTOCOL = BigInteger.valueOf(1001);

    private final Path file;
    private final PickleValue root;
    private final Map<String, Long> places = new HashMap<>();

    static TorchLegacyArchive open(Path file, TorchRefusals refusals) {
        try {
            return new TorchLegacyArchive(file, refusals);
        } catch (IOException e) {
            throw refusals.damaged("it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private TorchLegacyArchive(Path file, TorchRefusals refusals) throws IOException {
        super(refusals);
        this.file = file;
        TorchVocabulary vocabulary = new TorchVocabulary(refusals);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            PickleInput input = new PickleInput(in, PickleLimits.STATE_DICT, refusals);
            PickleReader reader = new PickleReader(input, vocabulary, PickleStrings.TEXT);
            if (!(reader.read() instanceof Whole magic) || !magic.value().equals(MAGIC)) {
                throw refusals.unfit("is a pickle, but none of torch.save");
            }
            if (!(reader.read() instanceof Whole protocol) || !protocol.value().equals(PROTOCOL)) {
                throw refusals.unfit("has another protocol of torch.save than 1001");
            }
            reader.read(); // The machine's sizes, of no use here.
            this.root = reader.read();
            place(keys(reader.read()), vocabulary, input.position());
        }
    }

    private List<String> keys(PickleValue value) {
        List<PickleValue> items = value instanceof Sequence list ? list.items() : List.of();
        return items.stream().map(item -> item instanceof Text text ? text.value() : "").toList();
    }

    /** Walks the storages' headers, so that every size is checked before any is read. */
    private void place(List<String> keys, TorchVocabulary vocabulary, long start)
            throws IOException {
        Map<String, TorchStorage> storages =
                vocabulary.storages().stream()
                        .collect(Collectors.toMap(TorchStorage::key, Function.identity()));
        try (FileChannel channel = FileChannel.open(file)) {
            long position = start;
            for (String key : keys) {
                TorchStorage storage = storages.get(key);
                if (storage == null || places.containsKey(key)) {
                    throw refusals().damaged("storage \"" + key + "\" belongs to no tensor");
                }
                long declared = number(channel, position);
                if (declared != storage.total()) {
                    throw refusals()
                            .damaged(
                                    "storage "
                                            + key
                                            + " has "
                                            + declared
                                            + " elements instead of "
                                            + storage.total());
                }
                position += Long.BYTES;
                long bytes = storage.total() * storage.element().bytes();
                if (bytes > channel.size() - position) {
                    throw refusals().damaged("it ends within storage " + key);
                }
                places.put(key, position);
                position += bytes;
            }
        }
        for (String key : storages.keySet()) {
            if (!places.containsKey(key)) {
                throw refusals().damaged("storage " + key + " is missing");
            }
        }
    }

    private long number(FileChannel channel, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw refusals().damaged("it ends before its storages");
            }
        }
        return bytes.getLong(0);
    }

    @Override
    PickleValue root() {
        return root;
    }

    @Override
    InputStream bytes(String key) throws IOException {
        Long place = places.get(key);
        if (place == null) {
            throw new EOFException();
        }
        FileChannel channel = FileChannel.open(file);
        channel.position(place);
        return Channels.newInputStream(channel);
    }

    @Override
    ByteOrder order() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    /** This form has no check sums, and its ends were checked at the start. */
    @Override
    void checkEnd(String key, InputStream rest, CRC32 sum) {}

    @Override
    public void close() {}
}
