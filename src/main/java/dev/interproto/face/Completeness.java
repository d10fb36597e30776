package dev.interproto.face;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether an encoded image is there to its end. Decoders fill what is missing with grey and say
 * nothing; a face of half grey would quietly spoil training and tests.
 */
final class Completeness {
    private Completeness() {}

    /** Progressive JPEG has about ten; a file of thousands is made to keep decoders busy. */
    private static final int MOST_SCANS = 500;

    /** Deflate cannot make less of its input than this. */
    private static final long BEST_DEFLATION = 1032;

    /**
     * Why the image cannot be whole, as the rest of a sentence; empty where the last part that the
     * format demands is present and the data may fill the picture.
     */
    static Optional<String> fault(ImageHeader header, byte[] file) {
        if (header.format() == ImageHeader.Format.JPEG) {
            int scans = jpegScans(file);
            if (scans > MOST_SCANS) {
                return Optional.of("is a JPEG of " + scans + " scans, which no camera writes");
            }
            return scans > 0 ? Optional.empty() : truncated(header);
        }
        boolean complete =
                switch (header.format()) {
                    case PNG -> pngReachesItsEnd(header, file);
                    case BMP -> bmpHoldsItsRows(header, file);
                    default -> webpHoldsItsChunks(file);
                };
        return complete ? Optional.empty() : truncated(header);
    }

    private static Optional<String> truncated(ImageHeader header) {
        return Optional.of("is truncated: the " + header.format() + " image's end is missing");
    }

    /**
     * Walks the segments to the end-of-image marker. Segments are skipped by their lengths, so that
     * the end marker of a thumbnail within the EXIF block does not count.
     *
     * @return the scans before that marker; 0 where it is missing
     */
    private static int jpegScans(byte[] file) {
        int at = 2;
        int scans = 0;
        while (true) {
            while (at < file.length && file[at] != (byte) 0xff) {
                at++; // entropy-coded data, or stray bytes between segments
            }
            while (at < file.length && file[at] == (byte) 0xff) {
                at++;
            }
            if (at >= file.length) {
                return 0;
            }
            int marker = file[at++] & 0xff;
            if (marker == 0xd9) {
                return scans;
            }
            if (marker == 0 || ImageHeader.hasNoLength(marker)) {
                continue; // a stuffed 0xff of the data, or a restart marker
            }
            if (at + 2 > file.length) {
                return 0;
            }
            scans += marker == 0xda ? 1 : 0;
            at += Math.max(2, (file[at] & 0xff) << 8 | file[at + 1] & 0xff);
        }
    }

    /** Also whether the compressed data could fill the rows that the header promises. */
    private static boolean pngReachesItsEnd(ImageHeader header, byte[] file) {
        long at = 8;
        long compressed = 0;
        while (at + 12 <= file.length) {
            int start = (int) at;
            long length = bigEndian(file, start);
            String name = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("IEND")) {
                return compressed * BEST_DEFLATION >= pngBytes(header, file);
            }
            compressed += name.equals("IDAT") ? length : 0;
            at += 12 + length;
        }
        return false;
    }

    private static long pngBytes(ImageHeader header, byte[] file) {
        int bits = file[24] & 0xff;
        int channels =
                switch (file[25]) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1; // grey and palettes
                };
        return ((long) header.width() * bits * channels / 8) * header.height();
    }

    private static boolean bmpHoldsItsRows(ImageHeader header, byte[] file) {
        if (file.length < 26) {
            return false;
        }
        boolean core = littleEndian(file, 14) == 12;
        if (!core && file.length < 34) {
            return false;
        }
        long compression = core ? 0 : littleEndian(file, 30);
        if (compression == 1 || compression == 2 || compression > 3) {
            return littleEndian(file, 2)
                    <= file.length; // run-length coded: only its total is known
        }
        int bitsAt = core ? 24 : 28;
        int bits = (file[bitsAt] & 0xff) | (file[bitsAt + 1] & 0xff) << 8;
        long row = ((long) header.width() * bits + 31) / 32 * 4;
        return littleEndian(file, 10) + row * header.height() <= file.length;
    }

    private static boolean webpHoldsItsChunks(byte[] file) {
        return 8 + littleEndian(file, 4) <= file.length;
    }

    private static long bigEndian(byte[] file, int at) {
        return (file[at] & 0xffL) << 24
                | (file[at + 1] & 0xffL) << 16
                | (file[at + 2] & 0xffL) << 8
                | file[at + 3] & 0xffL;
    }

    private static long littleEndian(byte[] file, int at) {
        return (file[at + 3] & 0xffL) << 24
                | (file[at + 2] & 0xffL) << 16
                | (file[at + 1] & 0xffL) << 8
                | file[at] & 0xffL;
    }
}
