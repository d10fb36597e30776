package dev.interproto.face;

/**
 * Whether an encoded image is there to its end. Decoders fill what is missing with grey and say
 * nothing; a face of half grey would quietly spoil training and tests.
 */
final class Completeness {
    private Completeness() {}

    /** Whether the last part that the format demands is present. */
    static boolean isComplete(ImageHeader header, byte[] file) {
        return switch (header.format()) {
            case JPEG -> jpegReachesItsEnd(file);
            case PNG -> pngReachesItsEnd(file);
            case BMP -> bmpHoldsItsRows(header, file);
            case WEBP -> webpHoldsItsChunks(file);
        };
    }

    /**
     * Walks the segments to the end-of-image marker. Segments are skipped by their lengths, so that
     * the end marker of a thumbnail within the EXIF block does not count.
     */
    private static boolean jpegReachesItsEnd(byte[] file) {
        int at = 2;
        boolean scanSeen = false;
        while (true) {
            while (at < file.length && file[at] != (byte) 0xff) {
                at++; // entropy-coded data, or stray bytes between segments
            }
            while (at < file.length && file[at] == (byte) 0xff) {
                at++;
            }
            if (at >= file.length) {
                return false;
            }
            int marker = file[at++] & 0xff;
            if (marker == 0xd9) {
                return scanSeen;
            }
            if (marker == 0 || ImageHeader.hasNoLength(marker)) {
                continue; // a stuffed 0xff of the data, or a restart marker
            }
            if (at + 2 > file.length) {
                return false;
            }
            scanSeen |= marker == 0xda;
            at += Math.max(2, (file[at] & 0xff) << 8 | file[at + 1] & 0xff);
        }
    }

    private static boolean pngReachesItsEnd(byte[] file) {
        long at = 8;
        while (at + 12 <= file.length) {
            int start = (int) at;
            long length = bigEndian(file, start);
            boolean end =
                    file[start + 4] == 'I'
                            && file[start + 5] == 'E'
                            && file[start + 6] == 'N'
                            && file[start + 7] == 'D';
            if (end) {
                return true;
            }
            at += 12 + length;
        }
        return false;
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
