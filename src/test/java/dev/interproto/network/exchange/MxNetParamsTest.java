package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of every header and element type, written here byte by byte after MXNet's ndarray.cc. */
class MxNetParamsTest {
    private static final int VERSION_1 = 0xF993FAC8;
    private static final int VERSION_2 = 0xF993FAC9;
    private static final int VERSION_3 = 0xF993FACA;

    @TempDir Path folder;

    private Map<String, MxNetArray> read(int count, Consumer<ByteBuffer> arrays, String... names)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(0x112).putLong(0).putLong(count);
        arrays.accept(out);
        out.putLong(count);
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            out.putLong(bytes.length).put(bytes);
        }
        Path file = folder.resolve("x-0000.params");
        return MxNetParams.read(Files.write(file, Arrays.copyOf(out.array(), out.position())));
    }

    /** One array of version 2 with so many elements of a type. */
    private float[] values(int type, int length, Consumer<ByteBuffer> elements) throws IOException {
        return read(1, out -> elements.accept(header(out, length).putInt(type)), "arg:x")
                .get("x")
                .values();
    }

    /** Version 2, dense, one dimension, on the first processor; the type follows. */
    private static ByteBuffer header(ByteBuffer out, int length) {
        return out.putInt(VERSION_2).putInt(0).putInt(1).putLong(length).putInt(1).putInt(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {VERSION_1, VERSION_2, VERSION_3, 2})
    void everyHeaderGivesTheSameArray(int version) throws IOException {
        Map<String, MxNetArray> arrays =
                read(
                        1,
                        out -> {
                            out.putInt(version);
                            if (version == VERSION_2 || version == VERSION_3) {
                                out.putInt(0);
                            }
                            if (version == 2) {
                                // Before version 1: the word is the number of dimensions itself.
                                out.putInt(3).putInt(1);
                            } else {
                                out.putInt(2).putLong(3).putLong(1);
                            }
                            out.putInt(2).putInt(7).putInt(0);
                            out.putFloat(1.5f).putFloat(-2).putFloat(0);
                        },
                        "arg:weight");
        assertThat(arrays).containsOnlyKeys("weight");
        assertThat(arrays.get("weight").shape()).isEqualTo(new long[] {3, 1});
        assertThat(arrays.get("weight").values()).isEqualTo(new float[] {1.5f, -2, 0});
    }

    @Test
    void headersMayDifferWithinAFile() throws IOException {
        Map<String, MxNetArray> arrays =
                read(
                        3,
                        out -> {
                            out.putInt(1).putInt(1).putInt(1).putInt(0).putInt(0).putFloat(5);
                            header(out, 2).putInt(0).putFloat(6).putFloat(7);
                            out.putInt(VERSION_1).putInt(1).putLong(1).putInt(1).putInt(0);
                            out.putInt(0).putFloat(8);
                        },
                        "arg:oldest",
                        "aux:newer",
                        "old");
        assertThat(arrays.keySet()).containsExactly("oldest", "newer", "old");
        assertThat(arrays.get("oldest").values()).isEqualTo(new float[] {5});
        assertThat(arrays.get("newer").values()).isEqualTo(new float[] {6, 7});
        assertThat(arrays.get("old").values()).isEqualTo(new float[] {8});
    }

    /** Version 3 has scalars, of no dimensions, and marks what has no shape by -1 of them. */
    @Test
    void scalarsAreReadAndArraysWithoutShapeLeftOut() throws IOException {
        Map<String, MxNetArray> arrays =
                read(
                        3,
                        out -> {
                            out.putInt(VERSION_3).putInt(0).putInt(0).putInt(1).putInt(0);
                            out.putInt(0).putFloat(0.25f);
                            out.putInt(VERSION_3).putInt(0).putInt(-1);
                            out.putInt(VERSION_2).putInt(0).putInt(0);
                        },
                        "scalar",
                        "none3",
                        "none2");
        assertThat(arrays).containsOnlyKeys("scalar");
        assertThat(arrays.get("scalar").shape()).isEmpty();
        assertThat(arrays.get("scalar").values()).isEqualTo(new float[] {0.25f});
    }

    /** 2^0·(1 + 341/1024) / 4; the largest; the smallest normal and subnormal; and no numbers. */
    @Test
    void halfPrecisionIsReadExactly() throws IOException {
        short[] bits = {
            0x3C00, (short) 0xC000, 0x3555, 0x7BFF, 0x0400, 0x0001, (short) 0x8000, 0x7C00, 0x7E00
        };
        float[] expected = {
            1,
            -2,
            0.333251953125f,
            65504,
            0x1p-14f,
            0x1p-24f,
            -0f,
            Float.POSITIVE_INFINITY,
            Float.NaN
        };
        float[] actual =
                values(
                        2,
                        bits.length,
                        out -> {
                            for (short half : bits) {
                                out.putShort(half);
                            }
                        });
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void doublesAreRoundedToFloat32() throws IOException {
        float[] actual = values(1, 3, out -> out.putDouble(0.1).putDouble(-3).putDouble(1e-60));
        assertThat(actual).isEqualTo(new float[] {0.1f, -3, 0});
    }

    @Test
    void integersBecomeFloat32() throws IOException {
        assertThat(values(4, 3, out -> out.putInt(-7).putInt(1 << 20).putInt(Integer.MIN_VALUE)))
                .isEqualTo(new float[] {-7, 1_048_576, -0x1p31f});
        assertThat(values(6, 1, out -> out.putLong(1L << 40))).isEqualTo(new float[] {0x1p40f});
        assertThat(values(3, 2, out -> out.put((byte) 0xff).put((byte) 1)))
                .isEqualTo(new float[] {255, 1});
        assertThat(values(5, 2, out -> out.put((byte) 0xff).put((byte) 1)))
                .isEqualTo(new float[] {-1, 1});
    }

    @Test
    void sparseArraysAndUnknownTypesAreRefused() {
        refuses(out -> out.putInt(VERSION_2).putInt(1), "a sparse array");
        refuses(out -> header(out, 1).putInt(99).putFloat(1), "an unknown type");
        refuses(out -> out.putInt(33), "33 dimensions");
    }

    private void refuses(Consumer<ByteBuffer> array, String reason) {
        assertThatThrownBy(() -> read(1, array, "x"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(reason);
    }
}
