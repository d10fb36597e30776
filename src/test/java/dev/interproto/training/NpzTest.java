package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.parity.NpzFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        float[] many = new float[600_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0.5f;
        }
        Path file =
                write(
                        out -> {
                            out.add("a/long", many, 600, 1000);
                            out.add("vector", new float[] {1, 2, 3}, 3);
                            out.add("scalar", new float[] {7});
                            out.addText("facts.json", "{\"ä\": 1}");
                        });

        try (NpzReader reader = new NpzReader(file)) {
            assertThat(reader.arrays()).containsExactly("a/long", "scalar", "vector");
            assertThat(reader.shape("a/long")).containsExactly(600, 1000);
            assertThat(reader.read("a/long")).isEqualTo(many);
            assertThat(reader.read("scalar")).containsExactly(7);
            assertThat(reader.text("facts.json")).contains("{\"ä\": 1}");
            assertThat(reader.text("other.json")).isEmpty();
        }
    }

    @Test
    void anotherReaderOfTheFormatAgrees() throws IOException {
        Path file = write(out -> out.add("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3));

        NpzFile.Array array = NpzFile.read(file).get("w");

        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.values()).containsExactly(1, 2, 3, 4, 5, 6);
        // NumPy maps arrays whose header ends at a multiple of 64 bytes.
        byte[] bytes = Files.readAllBytes(file);
        int magic =
                new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("NUMPY")
                        - 1;
        assertThat((10 + (bytes[magic + 8] & 0xff)) % 64).isZero();
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        Path first = write(out -> out.add("w", new float[] {1}, 1));
        byte[] before = Files.readAllBytes(first);

        assertThat(Files.readAllBytes(write(out -> out.add("w", new float[] {1}, 1))))
                .isEqualTo(before);
    }

    @Test
    void aFlippedBitIsNoticed() throws IOException {
        Path file = write(out -> out.add("w", new float[] {1, 2, 3, 4}, 4));
        byte[] bytes = Files.readAllBytes(file);
        int weights = indexOf(bytes, new byte[] {0, 0, (byte) 0x80, 0x3f});
        bytes[weights] ^= 1;
        Files.write(file, bytes);

        try (NpzReader reader = new NpzReader(file)) {
            assertThatThrownBy(() -> reader.read("w")).hasMessageContaining("w is damaged");
        }
    }

    @Test
    void aTruncatedArchiveIsRefused() throws IOException {
        Path file = write(out -> out.add("w", new float[1000], 1000));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));

        assertThatThrownBy(() -> new NpzReader(file)).isInstanceOf(IOException.class);
    }

    /** Two billion numbers are 8 GB. */
    @Test
    void anArrayThatClaimsMoreThanThereIsFillsNoMemory() throws IOException {
        Path file = folder.resolve("claims.npz");
        String facts = "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }\n";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("a.npy"));
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            out.write(new byte[] {(byte) facts.length(), 0});
            out.write(facts.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[8]);
        }

        try (NpzReader reader = new NpzReader(file)) {
            assertThatThrownBy(() -> reader.read("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a is cut short");
        }
    }

    @Test
    void anotherShapeIsRefusedByName() throws IOException {
        Path file = write(out -> out.add("w", new float[6], 2, 3));

        try (NpzReader reader = new NpzReader(file)) {
            assertThatThrownBy(() -> reader.read("w", new long[] {3, 2}, (from, count, s) -> {}))
                    .hasMessage("w is [2, 3] instead of [3, 2]");
            assertThatThrownBy(() -> reader.read("v")).hasMessage("there is no array v");
        }
    }

    private interface Content {
        void write(NpzWriter out) throws IOException;
    }

    private Path write(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                NpzWriter writer = new NpzWriter(out)) {
            content.write(writer);
        }
        return Files.write(folder.resolve("arrays.npz"), bytes.toByteArray());
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i < bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not found");
    }
}
