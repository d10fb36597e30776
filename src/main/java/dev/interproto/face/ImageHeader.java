package dev.interproto.face;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an image file says about itself in its first bytes, read without decoding a pixel.
 *
 * @param format told by the content, not by the file's ending
 * @param width pixels as stored, before an EXIF orientation turns the picture
 * @param height pixels as stored
 */
record ImageHeader(Format format, int width, int height) {

    /** The formats read. */
    enum Format {
        JPEG,
        PNG,
        BMP,
        WEBP
    }

    private static final int IHDR = 'I' << 24 | 'H' << 16 | 'D' << 8 | 'R';
    private static final int[] PNG_SIGNATURE = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /**
     * Reads just as much of the stream as the dimensions need.
     *
     * @param name for the message
     * @throws UnreadableImageException when the stream is empty, ends within its header or is none
     *     of the formats
     * @throws IOException when reading fails
     */
    static ImageHeader read(InputStream stream, String name) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int first = in.read();
        if (first < 0) {
            throw new UnreadableImageException(name, "is empty (0 bytes)");
        }
        try {
            ImageHeader header =
                    switch (first) {
                        case 0xff -> jpeg(in, name);
                        case 0x89 -> png(in);
                        case 'B' -> bmp(in);
                        case 'R' -> webp(in);
                        default -> null;
                    };
            if (header == null) {
                throw new UnreadableImageException(name, foreign(first, in));
            }
            if (header.width < 1 || header.height < 1) {
                throw new UnreadableImageException(
                        name, "has a damaged header: no width or height");
            }
            return header;
        } catch (EOFException e) {
            throw new UnreadableImageException(name, "is truncated: it ends within its header");
        }
    }

    /** Names a format that is not read here, where it is a known one. */
    private static String foreign(int first, InputStream in) throws IOException {
        byte[] start = new byte[12];
        start[0] = (byte) first;
        int length = 1 + in.readNBytes(start, 1, start.length - 1);
        String text = new String(start, 0, length, StandardCharsets.ISO_8859_1);
        String known = "";
        if (text.startsWith("GIF8")) {
            known = "a GIF";
        } else if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            known = "a TIFF or raw camera";
        } else if (text.startsWith("ftyp", 4)) {
            known = text.startsWith("avi", 8) ? "an AVIF" : "a HEIC";
        } else if (text.startsWith("jP  ", 4)) {
            known = "a JPEG 2000";
        } else if (text.startsWith("8BPS")) {
            known = "a Photoshop";
        }
        return known.isEmpty()
                ? "is not a JPEG, PNG, BMP or WebP image"
                : "is " + known + " image, not a JPEG, PNG, BMP or WebP image";
    }

    private static ImageHeader jpeg(DataInputStream in, String name) throws IOException {
        if (in.readUnsignedByte() != 0xd8) {
            return null;
        }
        while (true) {
            int marker = nextMarker(in);
            if (marker == 0xd9 || marker == 0xda) {
                return new ImageHeader(Format.JPEG, 0, 0);
            }
            if (hasNoLength(marker)) {
                continue;
            }
            int length = in.readUnsignedShort();
            boolean frame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            if (frame) {
                refuseUnusual(marker, in.readUnsignedByte(), name);
                int height = in.readUnsignedShort();
                return new ImageHeader(Format.JPEG, in.readUnsignedShort(), height);
            }
            skip(in, length - 2);
        }
    }

    /** Kinds of JPEG that no usual decoder reads (ITU T.81, table B.1). */
    private static void refuseUnusual(int marker, int bits, String name)
            throws UnreadableImageException {
        int kind = marker & 0x0f;
        if ((kind & 3) == 3) {
            throw new UnreadableImageException(name, "is a lossless JPEG, which is not read here");
        }
        if ((kind & 4) != 0) {
            throw new UnreadableImageException(
                    name, "is a hierarchical JPEG, which is not read here");
        }
        if (bits != 8) {
            throw new UnreadableImageException(
                    name, "is a JPEG of " + bits + " bits a colour; those of 8 are read");
        }
    }

    /** TEM, RSTn and SOI stand alone; every other segment begins with its length. */
    static boolean hasNoLength(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private static int nextMarker(DataInputStream in) throws IOException {
        int value = in.readUnsignedByte();
        while (value != 0xff) {
            value = in.readUnsignedByte();
        }
        while (value == 0xff) {
            value = in.readUnsignedByte();
        }
        return value;
    }

    private static ImageHeader png(DataInputStream in) throws IOException {
        for (int i = 1; i < PNG_SIGNATURE.length; i++) {
            if (in.readUnsignedByte() != PNG_SIGNATURE[i]) {
                return null;
            }
        }
        if (in.readInt() != 13 || in.readInt() != IHDR) {
            return new ImageHeader(Format.PNG, 0, 0); // its first chunk must be the header
        }
        int width = in.readInt();
        return new ImageHeader(Format.PNG, width, in.readInt());
    }

    private static ImageHeader bmp(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 'M') {
            return null;
        }
        skip(in, 12);
        int headerSize = Integer.reverseBytes(in.readInt());
        if (headerSize == 12) {
            int width = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            int height = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            return new ImageHeader(Format.BMP, width, height);
        }
        int width = Integer.reverseBytes(in.readInt());
        int height = Integer.reverseBytes(in.readInt()); // negative: rows from the top
        return new ImageHeader(Format.BMP, width, Math.abs(height));
    }

    private static ImageHeader webp(DataInputStream in) throws IOException {
        byte[] start = new byte[29];
        in.readFully(start, 0, 11);
        if (!Arrays.equals(Arrays.copyOf(start, 3), ascii("IFF"))
                || !Arrays.equals(Arrays.copyOfRange(start, 7, 11), ascii("WEBP"))) {
            return null;
        }
        in.readFully(start, 11, 18); // chunk name, chunk length, 10 bytes of the chunk
        byte kind = start[14];
        if (kind == ' ') {
            return new ImageHeader(
                    Format.WEBP, little(start, 25, 2) & 0x3fff, little(start, 27, 2) & 0x3fff);
        }
        if (kind == 'L') {
            int bits = little(start, 20, 4);
            return new ImageHeader(Format.WEBP, (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
        }
        return new ImageHeader(Format.WEBP, little(start, 23, 3) + 1, little(start, 26, 3) + 1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private static void skip(InputStream in, int count) throws IOException {
        if (count > 0) {
            in.skipNBytes(count);
        }
    }
}
