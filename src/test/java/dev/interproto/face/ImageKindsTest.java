package dev.interproto.face;

import static dev.interproto.face.HandmadeImages.canvas;
import static dev.interproto.face.HandmadeImages.chunk;
import static dev.interproto.face.HandmadeImages.frame;
import static dev.interproto.face.HandmadeImages.header;
import static dev.interproto.face.HandmadeImages.joined;
import static dev.interproto.face.HandmadeImages.little;
import static dev.interproto.face.HandmadeImages.pixelsOf;
import static dev.interproto.face.HandmadeImages.png;
import static dev.interproto.face.HandmadeImages.quarters;
import static dev.interproto.face.HandmadeImages.repeated;
import static dev.interproto.face.HandmadeImages.riff;
import static dev.interproto.face.HandmadeImages.riffChunk;
import static dev.interproto.face.HandmadeImages.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of images that occur among raw photographs, and some made to do harm. */
class ImageKindsTest {
    private static final RgbImage QUARTERS = quarters(64, 32);
    private static final byte[] JPEG = ImageEncoder.jpeg(QUARTERS, 95);

    @TempDir Path folder;

    /** Letters: red, green, blue, white; as seen from the top left, row by row. */
    @ParameterizedTest
    @CsvSource({
        "0, RGBW", "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR",
        "8, GWRB", "9, RGBW"
    })
    void everyOrientationIsUpright(int orientation, String expected) throws Exception {
        RgbImage upright =
                ImageDecoder.decode(
                        HandmadeImages.jpegWithOrientation(JPEG, orientation), "photograph");

        assertThat(upright.width()).isEqualTo(orientation >= 5 && orientation <= 8 ? 32 : 64);
        assertThat(corners(upright)).isEqualTo(expected);
    }

    @Test
    void pngAndWebpHaveOrientationsToo() throws Exception {
        byte[] png = ImageEncoder.png(QUARTERS);
        byte[] turnedPng =
                joined(
                        Arrays.copyOf(png, 33),
                        chunk("eXIf", HandmadeImages.exif(6)),
                        Arrays.copyOfRange(png, 33, png.length));
        byte[] turnedWebp =
                riff(
                        canvas(8, 64, 32),
                        pixelsOf(HandmadeImages.webp(QUARTERS)),
                        riffChunk("EXIF", HandmadeImages.exif(6)));

        assertThat(corners(ImageDecoder.decode(turnedPng, "png"))).isEqualTo("BRWG");
        assertThat(corners(ImageDecoder.decode(turnedWebp, "webp"))).isEqualTo("BRWG");
    }

    @Test
    void alphaIsDroppedInEveryKindOfPng() throws Exception {
        byte[] greyAlpha = png(header(8, 8, 8, 4), chunk("IDAT", rows(8, repeated(8, 0x66, 0x10))));
        byte[] palette =
                png(
                        header(8, 8, 8, 3),
                        chunk("PLTE", repeated(1, 10, 20, 30)),
                        chunk("tRNS", (byte) 0),
                        chunk("IDAT", rows(8, new byte[8])));
        byte[] deep =
                png(
                        header(8, 8, 16, 6),
                        chunk(
                                "IDAT",
                                rows(8, repeated(8, 0xff, 0xff, 0x80, 0xff, 0x10, 0, 0x40, 0))));

        assertThat(Drawn.pixel(ImageDecoder.decode(greyAlpha, "a"), 4, 4)).isEqualTo(0x666666);
        assertThat(Drawn.pixel(ImageDecoder.decode(palette, "b"), 4, 4)).isEqualTo(0x0a141e);
        assertThat(Drawn.pixel(ImageDecoder.decode(deep, "c"), 4, 4)).isEqualTo(0xff8010);
    }

    @Test
    void ofAnimationsTheFirstFrameIsTaken() throws Exception {
        byte[] light = rows(8, repeated(8, 200, 200, 200));
        byte[] dark = rows(8, repeated(8, 9, 9, 9));
        byte[] animatedPng =
                png(
                        header(8, 8, 8, 2),
                        chunk("acTL", repeated(1, 0, 0, 0, 2, 0, 0, 0, 0)),
                        chunk("fcTL", frameControl(0, 8)),
                        chunk("IDAT", light),
                        chunk("fcTL", frameControl(1, 8)),
                        chunk("fdAT", joined(repeated(1, 0, 0, 0, 2), dark)));
        byte[] animatedWebp =
                riff(
                        canvas(2, 64, 32),
                        riffChunk("ANIM", new byte[6]),
                        frame(64, 32, pixelsOf(HandmadeImages.webp(QUARTERS))),
                        frame(64, 32, pixelsOf(HandmadeImages.webp(Drawn.halves(64, 32, 0, 0)))));

        assertThat(Drawn.pixel(ImageDecoder.decode(animatedPng, "png"), 4, 4)).isEqualTo(0xc8c8c8);
        assertThat(corners(ImageDecoder.decode(animatedWebp, "webp"))).isEqualTo("RGBW");
    }

    @Test
    void progressiveAndArithmeticJpegAreRead() throws Exception {
        byte[] progressive =
                HandmadeImages.encoded(
                        QUARTERS, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
        // Its data is not arithmetic-coded; decoded as if, it is a picture of something.
        byte[] arithmetic = HandmadeImages.jpegOfKind(JPEG, 0xc9, 8);

        assertThat(corners(ImageDecoder.decode(progressive, "p"))).isEqualTo("RGBW");
        assertThat(ImageDecoder.decode(arithmetic, "a").width()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({
        "0xc3, 8, is a lossless JPEG",
        "0xcb, 8, is a lossless JPEG",
        "0xc5, 8, is a hierarchical JPEG",
        "0xce, 8, is a hierarchical JPEG",
        "0xc1, 12, is a JPEG of 12 bits a colour"
    })
    void kindsOfJpegThatAreNotReadAreNamed(String marker, int bits, String why) {
        byte[] changed = HandmadeImages.jpegOfKind(JPEG, Integer.decode(marker), bits);

        assertRefused(changed, why);
    }

    @Test
    void otherFormatsAreNamed() {
        assertRefused(ascii("GIF89a......"), "is a GIF image, not a JPEG, PNG, BMP or WebP image");
        assertRefused(ascii("II*\0........"), "is a TIFF or raw camera image");
        assertRefused(ascii("\0\0\0\30ftypheic...."), "is a HEIC image");
        assertRefused(ascii("\0\0\0\34ftypavif...."), "is an AVIF image");
        assertRefused(ascii("8BPS"), "is a Photoshop image");
        assertRefused(ascii("<!DOCTYPE html>"), "is not a JPEG, PNG, BMP or WebP image");
        assertRefused(ascii("G"), "is not a JPEG, PNG, BMP or WebP image");
    }

    @Test
    void headersOfAbsurdSizesAreRefusedInEveryFormat() {
        byte[] jpeg = JPEG.clone();
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 30000).putShort(i + 7, (short) 30000);
                break;
            }
        }
        byte[] bmp = HandmadeImages.encoded(QUARTERS, ".bmp");
        System.arraycopy(little(4, 30000), 0, bmp, 18, 4);
        System.arraycopy(little(4, 30000), 0, bmp, 22, 4);
        byte[] lossless = HandmadeImages.webp(QUARTERS);
        System.arraycopy(repeated(1, 0xff, 0xff, 0xff, 0x0f), 0, lossless, 21, 4);

        assertRefused(jpeg, "is 30000 × 30000 pixels");
        assertRefused(bmp, "is 30000 × 30000 pixels");
        assertRefused(png(header(30000, 30000, 8, 2)), "is 30000 × 30000 pixels");
        assertRefused(lossless, "more than the 110 megapixels");
        assertRefused(riff(canvas(0, 1 << 24, 1 << 24)), "more than the 110 megapixels");
    }

    @Test
    void headersThatPromiseMoreThanTheDataHoldsAreRefused() {
        byte[] row = rows(8, new byte[24]);
        byte[] frames =
                png(
                        header(8, 8, 8, 2),
                        chunk("acTL", repeated(1, 0, 0, 0, 2, 0, 0, 0, 0)),
                        chunk("fcTL", frameControl(0, 30000)),
                        chunk("IDAT", row));
        byte[] large = pixelsOf(HandmadeImages.webp(quarters(2000, 2000)));

        assertRefused(png(header(10000, 10000, 8, 2), chunk("IDAT", row)), "is truncated");
        assertRefused(
                png(chunk("tEXt", new byte[13]), header(30000, 30000, 8, 2), chunk("IDAT", row)),
                "has a damaged header");
        assertRefused(
                png(header(8, 8, 8, 2), header(30000, 30000, 8, 2), chunk("IDAT", row)),
                "is damaged");
        assertRefused(frames, "is damaged");
        assertRefused(riff(canvas(0, 10, 10), large), "is damaged");
    }

    @Test
    void aJpegOfThousandsOfScansIsRefused() {
        byte[] scan = repeated(1, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0);
        byte[][] parts = new byte[2002][];
        parts[0] = Arrays.copyOf(JPEG, JPEG.length - 2);
        Arrays.fill(parts, 1, 2001, scan);
        parts[2001] = repeated(1, 0xff, 0xd9);

        assertRefused(joined(parts), "is a JPEG of 2001 scans, which no camera writes");
    }

    @Test
    void aFileFarLargerThanItsPixelsIsNotReadIntoMemory() throws Exception {
        Path file = folder.resolve("hollow.png");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(png(header(8, 8, 8, 2)));
            out.setLength(1L << 30); // a hole, which takes no room on disk
        }

        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("has 1073 MB, too many for 8 × 8 pixels");
    }

    private static void assertRefused(byte[] file, String why) {
        assertThatThrownBy(() -> ImageDecoder.decode(file, "image"))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(why);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] frameControl(int number, int side) {
        return ByteBuffer.allocate(26)
                .putInt(number)
                .putInt(side)
                .putInt(side)
                .putInt(0)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 10)
                .array();
    }

    private static String corners(RgbImage image) {
        int right = image.width() - 4;
        int bottom = image.height() - 4;
        return ""
                + letter(Drawn.pixel(image, 3, 3))
                + letter(Drawn.pixel(image, right, 3))
                + letter(Drawn.pixel(image, 3, bottom))
                + letter(Drawn.pixel(image, right, bottom));
    }

    private static char letter(int colour) {
        boolean red = (colour >> 16) > 200;
        boolean green = (colour >> 8 & 0xff) > 200;
        return red && green ? 'W' : red ? 'R' : green ? 'G' : 'B';
    }
}
