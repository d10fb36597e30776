package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardEventsTest {
    @TempDir private Path folder;

    @Test
    void aFileBeginsAsTensorFlowsDo() throws Exception {
        byte[] file = write(false);
        // Length 24 and its masked checksum, the first bytes of every event file of TensorFlow.
        assertThat(Arrays.copyOf(file, 12))
                .containsExactly(0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("brain.Event:2");
    }

    @Test
    void aScalarIsARecordOfItsStepTagAndValue() throws Exception {
        byte[] file = write(true);
        int at = 8 + 4 + 24 + 4;
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) buffer.getLong(at);
        byte[] data = Arrays.copyOfRange(file, at + 12, at + 12 + length);
        assertThat(buffer.getInt(at + 12 + length)).isEqualTo(TensorBoardEvents.maskedCrc(data));
        assertThat(file).hasSize(at + 12 + length + 4);
        ByteBuffer event = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(event.get()).isEqualTo((byte) 0x09);
        assertThat(event.getDouble()).isEqualTo(2.5);
        // Step 300 as a varint, then the summary with one value: tag "loss" and 0.75.
        assertThat(event.get()).isEqualTo((byte) 0x10);
        assertThat(event.get()).isEqualTo((byte) 0xac);
        assertThat(event.get()).isEqualTo((byte) 0x02);
        byte[] rest = new byte[event.remaining()];
        event.get(rest);
        assertThat(rest)
                .containsExactly(
                        0x2a, 13, 0x0a, 11, 0x0a, 4, 'l', 'o', 's', 's', 0x15, 0, 0, 0x40, 0x3f);
    }

    private byte[] write(boolean scalar) throws Exception {
        try (TensorBoardEvents events = new TensorBoardEvents(folder, 1000)) {
            if (scalar) {
                events.scalar("loss", 300, 0.75, 2500);
                events.scalar("loss", 301, Double.NaN, 2500);
            }
        }
        return Files.readAllBytes(folder.resolve("events.out.tfevents.1000.interproto"));
    }
}
