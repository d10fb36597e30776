package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleLimits;
import dev.interproto.network.exchange.TorchFileWriter.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors out of storages, and every way in which sizes can lie. */
class TorchArchiveTest {
    private static final byte[] SIX = TorchFileWriter.bytes(0, 1, 2, 3, 4, 5);

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("t.pth");
    }

    private static TorchFileWriter two() {
        return new TorchFileWriter()
                .begin()
                .floats("a", new float[] {1, 2, 3, 4}, 2, 2)
                .floats("b", new float[] {5, 6}, 2)
                .end();
    }

    private static TorchFileWriter one(
            Storage storage, long offset, long[] shape, long... strides) {
        TorchFileWriter writer = new TorchFileWriter().begin().text("a");
        writer.tensor("0", storage.type(), storage.elements(), offset, shape, strides);
        return writer.end().storage("0", storage);
    }

    private static float[] first(Path file) {
        try (TorchArchive archive = TorchArchive.open(file)) {
            return archive.read(
                    StateDict.of(archive.root(), archive.refusals()).backbone().get("a"));
        }
    }

    /** Reads all there is: the checks at the start, and every value. */
    private static void readAll(Path file) {
        try (TorchArchive archive = TorchArchive.open(file)) {
            StateDict.of(archive.root(), archive.refusals())
                    .backbone()
                    .values()
                    .forEach(archive::read);
        }
    }

    private static void refused(Path file, String text) {
        assertThatThrownBy(() -> readAll(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(text);
    }

    @Test
    void offsetsAndStridesAreHonoured() {
        Storage six = new Storage("FloatStorage", 6, SIX);
        assertThat(first(one(six, 0, new long[] {3, 2}, 1, 3).zip(file())))
                .containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(first(one(six, 1, new long[] {2}, 3).legacy(file()))).containsExactly(1, 4);
        assertThat(first(one(six, 4, new long[] {2}, 1).zip(file()))).containsExactly(4, 5);
        assertThat(first(one(six, 2, new long[0]).legacy(file()))).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, 000000000000f8bf, -1.5",
        "HalfStorage, 00be, -1.5",
        "HalfStorage, 0100, 5.9604645E-8",
        "HalfStorage, ff7b, 65504",
        "BFloat16Storage, c0bf, -1.5",
        "LongStorage, feffffffffffffff, -2",
        "ByteStorage, ff, 255"
    })
    void elementsOfEveryTypeBecomeFloats(String type, String hex, float value) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        Storage storage = new Storage(type, 1, bytes);
        assertThat(first(one(storage, 0, new long[] {1}, 1).legacy(file()))).containsExactly(value);
    }

    @Test
    void bigEndianFilesSayWhichOrderTheyHave() {
        Map<String, byte[]> entries =
                entries(
                        one(new Storage("HalfStorage", 1, null), 0, new long[] {1}, 1),
                        new byte[] {(byte) 0xbe, 0});
        entries.put("archive/byteorder", "big".getBytes());
        assertThat(first(TorchFileWriter.zip(file(), entries))).containsExactly(-1.5f);
        entries.put("archive/byteorder", "odd".getBytes());
        refused(TorchFileWriter.zip(file(), entries), "byte order \"odd\"");
    }

    private Map<String, byte[]> entries(TorchFileWriter writer, byte[] storage) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", writer.pickle());
        entries.put("archive/data/0", storage);
        return entries;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void filesCutOffAnywhereAreRefused(boolean legacy) throws IOException {
        byte[] whole = Files.readAllBytes(legacy ? two().legacy(file()) : two().zip(file()));
        readAll(file());
        for (int cut = 0; cut < whole.length; cut++) {
            TorchFileWriter.write(file(), Arrays.copyOf(whole, cut));
            assertThatThrownBy(() -> readAll(file())).isInstanceOf(UserFacingException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void damagedBytesNeverGiveAnythingButValuesOrARefusal(boolean legacy) throws IOException {
        byte[] whole = Files.readAllBytes(legacy ? two().legacy(file()) : two().zip(file()));
        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {0xff, 0x01, 0x80}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) flip;
                TorchFileWriter.write(file(), damaged);
                try {
                    readAll(file());
                } catch (UserFacingException e) {
                    assertThat(e.what()).contains("t.pth");
                }
            }
        }
    }

    @Test
    void shapesThatTheStorageDoesNotHoldAreRefused() {
        Storage six = new Storage("FloatStorage", 6, SIX);
        refused(one(six, 0, new long[] {7}, 1).zip(file()), "needs 7 elements of a storage of 6");
        refused(one(six, 5, new long[] {2}, 1).zip(file()), "needs 7 elements");
        refused(one(six, 0, new long[] {3, 2}, 3, 1).zip(file()), "needs 8 elements");
        refused(one(six, -1, new long[] {2}, 1).zip(file()), "negative");
        refused(one(six, 0, new long[] {85742, 512}, 0, 0).zip(file()), "more elements than");
        long huge = 1L << 62;
        refused(one(six, 0, new long[] {huge, huge}, 0, 0).zip(file()), "out of all proportion");
        refused(one(six, 0, new long[] {2}, Long.MAX_VALUE).zip(file()), "out of all proportion");
        refused(one(six, 0, new long[9], new long[9]).zip(file()), "9 dimensions");
        refused(one(six, 0, new long[] {2}, 1, 1).zip(file()), "1 sizes and 2 strides");
    }

    @Test
    void storagesOfAnotherSizeThanDeclaredAreRefused() {
        Storage lying = new Storage("FloatStorage", 7, SIX);
        refused(one(lying, 0, new long[] {6}, 1).zip(file()), "takes 24 bytes instead of 28");
        refused(one(lying, 0, new long[] {6}, 1).legacy(file()), "ends within storage 0");
        Storage endless = new Storage("FloatStorage", Long.MAX_VALUE, SIX);
        refused(one(endless, 0, new long[] {6}, 1).zip(file()), "out of all proportion");
        Storage huge = new Storage("FloatStorage", 1L << 60, SIX);
        refused(one(huge, 0, new long[] {1L << 60}, 1).legacy(file()), "ends within storage 0");
    }

    @Test
    void archivesThatUnpackToAThousandTimesTheirSizeAreRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/data.pkl", two().pickle());
        entries.put("a/data/0", new byte[8 << 20]);
        refused(TorchFileWriter.zip(file(), entries), "unpacks from");
    }

    @Test
    void hugePicklesAreRefusedBeforeTheyAreUnpacked() {
        byte[] random = new byte[(int) PickleLimits.STATE_DICT.bytes() + 1];
        new java.util.Random(1).nextBytes(random);
        refused(
                TorchFileWriter.zip(file(), Map.of("a/data.pkl", random)),
                "data.pkl takes 16777217");
    }
}
