package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    @TempDir Path folder;

    @Test
    void pngKeepsEveryPixelInTheOrderRedGreenBlue() throws Exception {
        RgbImage image = Drawn.halves(5, 3, 0xff8000, 0x0040ff);

        RgbImage decoded = ImageDecoder.decode(ImageEncoder.png(image), "drawn");

        assertThat(decoded.width()).isEqualTo(5);
        assertThat(decoded.height()).isEqualTo(3);
        assertThat(decoded.rgb()).isEqualTo(image.rgb());
        assertThat(Drawn.pixel(decoded, 0, 0)).isEqualTo(0xff8000);
    }

    @Test
    void jpegKeepsColoursAboutAsTheyWere() throws Exception {
        RgbImage image = Drawn.halves(64, 64, 0xc02010, 0x1020c0);

        RgbImage decoded = ImageDecoder.decode(ImageEncoder.jpeg(image, 95), "drawn");

        int left = Drawn.pixel(decoded, 8, 8);
        assertThat(left >> 16).isBetween(0xb8, 0xc8);
        assertThat(left & 0xff).isBetween(0x08, 0x18);
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".bmp", ".webp"})
    void everyFormatIsReadAndItsSizeToldByItsHeader(String ending) throws Exception {
        byte[] encoded = encode(ending, opencv_core.CV_8UC3, 37, 23, 10, 20, 200);
        Path file = Files.write(folder.resolve("image" + ending), encoded);

        RgbImage decoded = ImageDecoder.decode(file);

        assertThat(ImageDecoder.size(file)).containsExactly(37, 23);
        assertThat(decoded.width()).isEqualTo(37);
        assertThat(decoded.height()).isEqualTo(23);
        assertThat(Drawn.pixel(decoded, 18, 11) >> 16).isBetween(190, 210);
    }

    @Test
    void losslessWebpTellsItsSize() throws Exception {
        byte[] encoded;
        try (Mat mat = new Mat(23, 37, opencv_core.CV_8UC3, Scalar.all(9));
                BytePointer buffer = new BytePointer();
                org.bytedeco.javacpp.IntPointer lossless =
                        new org.bytedeco.javacpp.IntPointer(
                                opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101)) {
            opencv_imgcodecs.imencode(".webp", mat, buffer, lossless);
            encoded = new byte[(int) buffer.limit()];
            buffer.get(encoded);
        }
        Path file = Files.write(folder.resolve("a.webp"), encoded);

        assertThat(new String(encoded, 12, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("VP8L");
        assertThat(ImageDecoder.size(file)).containsExactly(37, 23);
        assertThat(Drawn.pixel(ImageDecoder.decode(file), 0, 0)).isEqualTo(0x090909);
    }

    @Test
    void greyBecomesThreeEqualChannels() throws Exception {
        byte[] grey = encode(".png", opencv_core.CV_8UC1, 4, 4, 77);

        assertThat(Drawn.pixel(ImageDecoder.decode(grey, "grey"), 1, 1)).isEqualTo(0x4d4d4d);
    }

    @Test
    void sixteenBitsBecomeEight() throws Exception {
        byte[] deep =
                encode(".png", opencv_core.CV_16UC3, 4, 4, 0x10 * 257, 0x80 * 257, 0xff * 257);

        assertThat(Drawn.pixel(ImageDecoder.decode(deep, "deep"), 2, 2)).isEqualTo(0xff8010);
    }

    @Test
    void cmykJpegBecomesRgb() throws Exception {
        // 16×8, left red, right blue, four channels as Adobe writes them; made by ImageMagick.
        String file =
                "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCA"
                        + "wKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJ"
                        + "BQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"
                        + "QUFBQUFBQU/8AAFAgACAAQBAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAA"
                        + "AAcACP/EACIQAAAFAQkAAAAAAAAAAAAAAAACBDZyCAEDBQc0cbHB0f/EABUBAQEAAA"
                        + "AAAAAAAAAAAAAAAAkG/8QAHxEAAQMDBQAAAAAAAAAAAAAAAAEDcQIGNQQFMzTB/9oA"
                        + "DgQBAAIRAxEEAAA/AHjGtDe7eiwvnDvQvoWul5EN81IsRVC3sMuXLbSwLwCS3TsVSJ"
                        + "9YuHahCptYiaBR/9k=";

        RgbImage decoded = ImageDecoder.decode(Base64.getDecoder().decode(file), "cmyk");

        int left = Drawn.pixel(decoded, 2, 4);
        int right = Drawn.pixel(decoded, 13, 4);
        assertThat(left >> 16).isGreaterThan(230);
        assertThat(left & 0xffff).isLessThan(0x2020);
        assertThat(right >> 16).isLessThan(30);
        assertThat(right & 0xff).isGreaterThan(230);
    }

    @Test
    void alphaIsDropped() throws Exception {
        byte[] translucent = encode(".png", opencv_core.CV_8UC4, 4, 4, 30, 20, 10, 128);

        assertThat(Drawn.pixel(ImageDecoder.decode(translucent, "a"), 3, 3)).isEqualTo(0x0a141e);
    }

    @Test
    void exifOrientationSixTurnsThePictureClockwise() throws Exception {
        // Left half red, right half blue; orientation 6 = the camera lay on its left side, so the
        // stored left edge is the top of the upright picture.
        byte[] turned =
                withOrientation(ImageEncoder.jpeg(Drawn.halves(64, 32, 0xff0000, 0x0000ff), 95), 6);

        RgbImage upright = ImageDecoder.decode(turned, "turned");

        assertThat(upright.width()).isEqualTo(32);
        assertThat(upright.height()).isEqualTo(64);
        assertThat(Drawn.pixel(upright, 16, 8) >> 16).isGreaterThan(200);
        assertThat(Drawn.pixel(upright, 16, 56) & 0xff).isGreaterThan(200);
    }

    @Test
    void emptyFileSaysSo() throws Exception {
        Path file = Files.createFile(folder.resolve("empty.jpg"));

        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(file + " is empty (0 bytes).");
    }

    @Test
    void missingFileSaysSo() {
        assertThatThrownBy(() -> ImageDecoder.decode(folder.resolve("none.jpg")))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageEndingWith("none.jpg does not exist.");
    }

    @Test
    void textIsNoImage() throws Exception {
        Path file = Files.writeString(folder.resolve("text.jpg"), "Not an image at all");

        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("is not a JPEG, PNG, BMP or WebP image");
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".bmp", ".webp"})
    void imageCutAnywhereIsRefusedAndNeverPadded(String ending) throws Exception {
        byte[] whole = encodeNoise(ending);
        for (double share : new double[] {0.02, 0.3, 0.6, 0.9, 0.99}) {
            byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));

            assertThatThrownBy(() -> ImageDecoder.decode(cut, "cut"))
                    .as(ending + " cut to " + share)
                    .isInstanceOf(UnreadableImageException.class)
                    .hasMessageStartingWith("cut is truncated");
        }
    }

    @Test
    void jpegWhoseRestIsZeroesIsTruncated() throws Exception {
        byte[] whole = encodeNoise(".jpg");
        Arrays.fill(whole, whole.length / 2, whole.length, (byte) 0);

        assertThatThrownBy(() -> ImageDecoder.decode(whole, "download"))
                .hasMessageStartingWith("download is truncated");
    }

    @Test
    void pngWithDamagedDataIsRefused() throws Exception {
        byte[] whole = encodeNoise(".png");
        for (int i = whole.length / 2; i < whole.length / 2 + 40; i++) {
            whole[i] ^= 0x55;
        }

        assertThatThrownBy(() -> ImageDecoder.decode(whole, "scratched"))
                .isInstanceOf(UnreadableImageException.class);
    }

    @Test
    void absurdSizeIsRefusedByTheHeaderAlone() throws Exception {
        ByteBuffer png = ByteBuffer.allocate(33);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.putInt(13).put(new byte[] {'I', 'H', 'D', 'R'}).putInt(30000).putInt(30000);

        assertThatThrownBy(() -> ImageDecoder.decode(png.array(), "huge"))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(
                        "huge is 30000 × 30000 pixels, more than the 110 megapixels read here.");
    }

    @Test
    void imagesAreKnownByTheirEndingInAnyCase() {
        assertThat(ImageDecoder.isImageFile(Path.of("a/001A02.JPG"))).isTrue();
        assertThat(ImageDecoder.isImageFile(Path.of("b.WebP"))).isTrue();
        assertThat(ImageDecoder.isImageFile(Path.of("b.jpeg"))).isTrue();
        assertThat(ImageDecoder.isImageFile(Path.of("b.txt"))).isFalse();
        assertThat(ImageDecoder.isImageFile(Path.of("jpg"))).isFalse();
        assertThat(ImageDecoder.isImageFile(Path.of("._b.jpg"))).isFalse();
    }

    private static byte[] encodeNoise(String ending) {
        try (Mat mat = Mats.of(Drawn.noise(90, 70, 3));
                BytePointer buffer = new BytePointer()) {
            opencv_imgcodecs.imencode(ending, mat, buffer);
            byte[] bytes = new byte[(int) buffer.limit()];
            buffer.get(bytes);
            return bytes;
        }
    }

    /** One colour, its channels in OpenCV's order (blue first). */
    private static byte[] encode(String ending, int type, int width, int height, double... v) {
        double[] c = Arrays.copyOf(v, 4);
        try (Scalar colour = new Scalar(c[0], c[1], c[2], c[3]);
                Mat mat = new Mat(height, width, type, colour);
                BytePointer buffer = new BytePointer()) {
            opencv_imgcodecs.imencode(ending, mat, buffer);
            byte[] bytes = new byte[(int) buffer.limit()];
            buffer.get(bytes);
            return bytes;
        }
    }

    /** Puts an EXIF block with nothing but an orientation behind the JPEG's first marker. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42}).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(exif.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
