package dev.interproto.dataset.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes pickles of verification sets, as InsightFace's scripts did, and any nonsense beside. */
public final class BinWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Python 3: bytes as bytes, protocol 3. */
    public static byte[] ofBytes(List<byte[]> images, boolean... truths) {
        BinWriter writer = new BinWriter().raw(0x80, 3).raw("](");
        images.forEach(image -> writer.sized('B', image));
        return writer.raw("e](").truths(truths).raw(0x86).raw(".").bytes();
    }

    /** Python 2: strings, protocol 2. */
    public static byte[] ofStrings(List<byte[]> images, boolean... truths) {
        BinWriter writer = new BinWriter().raw(0x80, 2).raw("](");
        images.forEach(image -> writer.sized('T', image));
        return writer.raw("e](").truths(truths).raw(0x86).raw(".").bytes();
    }

    /** Python 2: numpy arrays with their data as strings, protocol 2. */
    public static byte[] ofArrays(List<byte[]> images, boolean... truths) {
        BinWriter writer = new BinWriter().raw(0x80, 2).raw("](");
        images.forEach(image -> writer.array(image, image.length));
        return writer.raw("e](").truths(truths).raw(0x86).raw(".").bytes();
    }

    /** One array of uint8. */
    BinWriter array(byte[] data, int length) {
        raw("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n").raw('K', 0, 0x85);
        raw("U").raw(1, 'b', 0x87).raw("R");
        raw("(").raw('K', 1).whole(length).raw(0x85);
        raw("cnumpy\ndtype\nU").raw(2, 'u', '1', 'K', 0, 'K', 1, 0x87).raw("R");
        raw("(").raw('K', 3).raw("U").raw(1, '|').raw("NNN");
        raw('J', 255, 255, 255, 255, 'J', 255, 255, 255, 255, 'K', 0).raw("tb");
        return raw(0x89).sized('T', data).raw("tb");
    }

    BinWriter whole(int value) {
        out.write('J');
        return little(value);
    }

    private BinWriter little(int value) {
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    /** BINBYTES or BINSTRING. */
    BinWriter sized(char instruction, byte[] data) {
        out.write(instruction);
        little(data.length);
        out.writeBytes(data);
        return this;
    }

    private BinWriter truths(boolean... truths) {
        for (boolean truth : truths) {
            out.write(truth ? 0x88 : 0x89);
        }
        return raw("e");
    }

    BinWriter raw(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    BinWriter raw(int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
