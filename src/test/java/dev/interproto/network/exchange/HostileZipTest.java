package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips whose directory contradicts their content, made byte by byte. */
class HostileZipTest {
    private static final byte[] VALUES = TorchFileWriter.bytes(1, 2, 3, 4, 5, 6);

    @TempDir private Path folder;

    /** Stored entries, as torch.save writes them, and a directory that says what it is told. */
    private static final class StoredZip {
        private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
        private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
        private int count;

        /** Appends the bytes behind a local header; returns the header's place. */
        int content(String name, byte[] bytes) {
            final int place = entries.size();
            byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer header = TorchFileWriter.little(30);
            header.putInt(0x04034b50).putShort((short) 10).putShort((short) 0).putShort((short) 0);
            header.putInt(0).putInt(crc(bytes)).putInt(bytes.length).putInt(bytes.length);
            header.putShort((short) letters.length).putShort((short) 0);
            entries.writeBytes(header.array());
            entries.writeBytes(letters);
            entries.writeBytes(bytes);
            return place;
        }

        StoredZip entry(String name, int place, int crc, int packed, int unpacked) {
            byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer header = TorchFileWriter.little(46);
            header.putInt(0x02014b50).putShort((short) 10).putShort((short) 10);
            header.putShort((short) 0).putShort((short) 0).putInt(0);
            header.putInt(crc).putInt(packed).putInt(unpacked).putShort((short) letters.length);
            header.position(42);
            header.putInt(place);
            directory.writeBytes(header.array());
            directory.writeBytes(letters);
            count++;
            return this;
        }

        StoredZip honest(String name, byte[] bytes) {
            return entry(name, content(name, bytes), crc(bytes), bytes.length, bytes.length);
        }

        static int crc(byte[] bytes) {
            CRC32 sum = new CRC32();
            sum.update(bytes);
            return (int) sum.getValue();
        }

        Path write(Path file) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(entries.toByteArray());
            all.writeBytes(directory.toByteArray());
            ByteBuffer end = TorchFileWriter.little(22);
            end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
            end.putInt(directory.size()).putInt(entries.size());
            all.writeBytes(end.array());
            return TorchFileWriter.write(file, all.toByteArray());
        }
    }

    /** A head "weight" [n / 2, 2] in FloatStorage "0" of n elements. */
    private static byte[] pickle(int elements) {
        return head("FloatStorage", elements, elements / 2, 2).pickle();
    }

    private static TorchFileWriter head(String type, long elements, long rows, long columns) {
        long[] shape = {rows, columns};
        return new TorchFileWriter()
                .begin()
                .text("weight")
                .tensor("0", type, elements, 0, shape, new long[] {columns, 1})
                .end();
    }

    private Path file() {
        return folder.resolve("z.pth");
    }

    private void refused(StoredZip zip, String text) {
        refused(zip.write(file()), text);
    }

    private static void refused(Path file, String text) {
        assertThatThrownBy(() -> TorchModels.readHead(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("z.pth")
                .hasMessageContaining(text);
    }

    @Test
    void storedEntriesThatTellTheTruthAreRead() {
        StoredZip zip = new StoredZip().honest("a/data.pkl", pickle(6)).honest("a/data/0", VALUES);
        assertThat(TorchModels.readHead(zip.write(file())).prototypes())
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void entriesThatOverlapAreRefused() {
        StoredZip zip = new StoredZip().honest("a/data.pkl", pickle(6)).honest("a/data/0", VALUES);
        byte[] shared = new byte[4000];
        int place = zip.content("a/data/1", shared);
        int crc = StoredZip.crc(shared);
        for (int i = 1; i <= 3; i++) {
            zip.entry("a/data/" + i, place, crc, shared.length, shared.length);
        }
        refused(zip, "its entries overlap");
    }

    @Test
    void wrongCheckSumsAreNoticedInThePickleAndInTheStorages() {
        StoredZip storage = new StoredZip().honest("a/data.pkl", pickle(6));
        int place = storage.content("a/data/0", VALUES);
        storage.entry("a/data/0", place, StoredZip.crc(VALUES) ^ 1, 24, 24);
        refused(storage, "a/data/0 differs from its check sum");
        StoredZip zip = new StoredZip();
        byte[] pickle = pickle(6);
        int at = zip.content("a/data.pkl", pickle);
        zip.entry("a/data.pkl", at, StoredZip.crc(pickle) ^ 1, pickle.length, pickle.length);
        refused(zip.honest("a/data/0", VALUES), "a/data.pkl differs from its check sum");
    }

    @Test
    void storedEntriesWithALyingSizeAreRefused() {
        refused(lying(6, 24, 28), "a/data/0 has two sizes");
        refused(lying(6, 28, 28), "takes 28 bytes instead of 24");
        // Runs on into what follows, as the storage does: only the check sum can tell.
        refused(lying(8, 32, 32), "a/data/0 differs from its check sum");
        refused(lying(1 << 20, 4 << 20, 4 << 20), "a/data/0 is larger than the file");
        refused(lying(6, 24, -2), "a/data/0");
        refused(lying(6, -2, -2), "a/data/0");
    }

    /** The storage has 24 bytes, whatever the directory says of it. */
    private static StoredZip lying(int elements, int packed, int unpacked) {
        StoredZip zip = new StoredZip().honest("a/data.pkl", pickle(elements));
        int place = zip.content("a/data/0", VALUES);
        return zip.entry("a/data/0", place, StoredZip.crc(VALUES), packed, unpacked);
    }

    @Test
    void anEntryBeyondTheEndOfTheFileIsRefused() {
        StoredZip zip = new StoredZip().honest("a/data.pkl", pickle(6));
        refused(zip.entry("a/data/0", 1 << 30, StoredZip.crc(VALUES), 24, 24), "z.pth");
    }

    /** A sparse file: bytes that become floats, four times their room, in half of the memory. */
    @Test
    void aTensorThatWouldExhaustTheMemoryIsRefusedBeforeItIsRead() throws IOException {
        long rows = Runtime.getRuntime().maxMemory() / 8 / 128 + 1;
        long elements = rows * 128;
        TorchFileWriter head = head("ByteStorage", elements, rows, 128);
        head.storage("0", new TorchFileWriter.Storage("ByteStorage", elements, new byte[0]));
        Path file = head.legacy(file());
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() + elements);
        }
        refused(file, "MiB, more than half of the");
    }
}
