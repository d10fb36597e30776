package dev.interproto.face;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Image files put together byte by byte, of kinds that no encoder here writes. */
final class HandmadeImages {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private HandmadeImages() {}

    /** Four quarters: red, green; blue, white. */
    static RgbImage quarters(int width, int height) {
        int[] colours = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)];
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte) (colour >> 16 - 8 * c);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    static byte[] encoded(RgbImage image, String ending, int... parameters) {
        try (Mat rgb = Mats.of(image);
                Mat bgr = new Mat();
                BytePointer file = new BytePointer();
                IntPointer values = new IntPointer(parameters)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            opencv_imgcodecs.imencode(ending, bgr, file, values);
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    /** Without loss, so that its chunk is VP8L. */
    static byte[] webp(RgbImage image) {
        return encoded(image, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A TIFF block with nothing but an orientation, as EXIF has it. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    static byte[] jpegWithOrientation(byte[] jpeg, int orientation) {
        byte[] exif = exif(orientation);
        byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) (exif.length + 8)};
        return joined(
                Arrays.copyOf(jpeg, 2),
                head,
                "Exif\0\0".getBytes(StandardCharsets.US_ASCII),
                exif,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** The JPEG with another kind of frame and other bits a colour in its frame header. */
    static byte[] jpegOfKind(byte[] jpeg, int marker, int bits) {
        byte[] changed = jpeg.clone();
        for (int i = 2; i < changed.length - 4; i++) {
            if (changed[i] == (byte) 0xff && changed[i + 1] == (byte) 0xc0) {
                changed[i + 1] = (byte) marker;
                changed[i + 4] = (byte) bits;
                return changed;
            }
        }
        throw new IllegalArgumentException("no baseline JPEG");
    }

    static byte[] png(byte[]... chunks) {
        return joined(PNG_SIGNATURE, joined(chunks), chunk("IEND"));
    }

    static byte[] header(int width, int height, int bits, int colourType) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colourType)
                        .array());
    }

    static byte[] chunk(String name, byte... data) {
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(letters);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(letters)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** Equal rows without filter, compressed. */
    static byte[] rows(int height, byte... row) {
        byte[] raw = new byte[height * (1 + row.length)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(row, 0, raw, y * (1 + row.length) + 1, row.length);
        }
        return deflated(raw);
    }

    private static byte[] deflated(byte[] raw) {
        Deflater deflater = new Deflater();
        deflater.setInput(raw);
        deflater.finish();
        byte[] out = new byte[raw.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    static byte[] repeated(int times, int... values) {
        byte[] bytes = new byte[times * values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i % values.length];
        }
        return bytes;
    }

    static byte[] riff(byte[]... chunks) {
        byte[] content = joined(chunks);
        return joined(
                "RIFF".getBytes(StandardCharsets.US_ASCII),
                little(4, content.length + 4),
                "WEBP".getBytes(StandardCharsets.US_ASCII),
                content);
    }

    static byte[] riffChunk(String name, byte... data) {
        return joined(
                name.getBytes(StandardCharsets.US_ASCII),
                little(4, data.length),
                data,
                new byte[data.length & 1]);
    }

    /** VP8X: flags 2 animation, 8 EXIF. */
    static byte[] canvas(int flags, int width, int height) {
        return riffChunk(
                "VP8X", joined(little(4, flags), little(3, width - 1), little(3, height - 1)));
    }

    static byte[] frame(int width, int height, byte[] chunk) {
        return riffChunk(
                "ANMF",
                joined(
                        little(3, 0),
                        little(3, 0),
                        little(3, width - 1),
                        little(3, height - 1),
                        little(3, 100),
                        new byte[1],
                        chunk));
    }

    /** The chunks of a simple WebP. */
    static byte[] pixelsOf(byte[] webp) {
        return Arrays.copyOfRange(webp, 12, webp.length);
    }

    static byte[] little(int count, int value) {
        return Arrays.copyOf(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array(), count);
    }
}
