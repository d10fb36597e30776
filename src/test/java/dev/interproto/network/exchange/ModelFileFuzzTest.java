package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.fuzz.FuzzRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged model files: every one is read, or refused with a message. */
class ModelFileFuzzTest {
    private static final float[] SIX = {0, 1, 2, 3, 4, 5};

    @TempDir private Path folder;

    private static TorchFileWriter stateDict() {
        return new TorchFileWriter()
                .begin()
                .floats("module.layer.weight", SIX, 2, 3)
                .floats("module.layer.bias", SIX, 6)
                .end();
    }

    private boolean readTorch(byte[] input) {
        try (TorchArchive archive =
                TorchArchive.open(TorchFileWriter.write(folder.resolve("model.pth"), input))) {
            StateDict.of(archive.root(), archive.refusals())
                    .backbone()
                    .values()
                    .forEach(archive::read);
            return true;
        }
    }

    @Test
    void damagedTorchFilesAreReadOrRefused() throws Exception {
        List<byte[]> files =
                List.of(
                        Files.readAllBytes(stateDict().zip(folder.resolve("zip.pth"))),
                        Files.readAllBytes(stateDict().legacy(folder.resolve("legacy.pth"))));
        FuzzRun.Tally tally = new FuzzRun(11, files).check(this::readTorch);
        assertThat(tally.refusals()).as(tally.toString()).isPositive();
        assertThat(tally.values()).as(tally.toString()).isPositive();
    }

    /** A damaged archive is refused by its check sums; so the damage is put under good ones. */
    @Test
    void damagedPicklesInWholeArchivesAreReadOrRefused() throws Exception {
        FuzzRun.Tally tally =
                new FuzzRun(12, List.of(stateDict().pickle())).check(this::readWrapped);
        assertThat(tally.refusals()).as(tally.toString()).isPositive();
        assertThat(tally.values()).as(tally.toString()).isPositive();
    }

    private boolean readWrapped(byte[] pickle) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle);
        entries.put("archive/data/0", TorchFileWriter.bytes(SIX));
        entries.put("archive/data/1", TorchFileWriter.bytes(SIX));
        Path file = TorchFileWriter.zip(folder.resolve("wrapped.pth"), entries);
        return readTorch(Files.readAllBytes(file));
    }

    @Test
    void damagedMxNetParametersAreReadOrRefused() throws Exception {
        FuzzRun.Tally tally =
                new FuzzRun(13, List.of(parameters()))
                        .check(
                                input -> {
                                    Path file = folder.resolve("x-0000.params");
                                    MxNetParams.read(Files.write(file, input));
                                    return true;
                                });
        assertThat(tally.refusals()).as(tally.toString()).isPositive();
        assertThat(tally.values()).as(tally.toString()).isPositive();
    }

    /** One array of version 2, dense, of six floats; see {@link MxNetParamsTest}. */
    private static byte[] parameters() {
        ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(0x112).putLong(0).putLong(1);
        out.putInt(0xF993FAC9).putInt(0).putInt(1).putLong(SIX.length);
        out.putInt(1).putInt(0).putInt(0);
        for (float value : SIX) {
            out.putFloat(value);
        }
        byte[] name = "arg:fc1_weight".getBytes(StandardCharsets.UTF_8);
        out.putLong(1).putLong(name.length).put(name);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
