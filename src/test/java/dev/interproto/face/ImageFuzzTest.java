package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.UserFacingException;
import dev.interproto.fuzz.FuzzRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/** Damaged images: every one is decoded, or refused with a reason. */
class ImageFuzzTest {

    @Test
    void damagedImagesAreDecodedOrRefused() throws Exception {
        List<byte[]> images = new ArrayList<>();
        for (String ending : List.of(".jpg", ".png", ".bmp", ".webp")) {
            images.add(encoded(ending, opencv_core.CV_8UC3));
        }
        images.add(encoded(".png", opencv_core.CV_16UC1));
        images.add(encoded(".png", opencv_core.CV_8UC4));
        FuzzRun.Tally tally =
                new FuzzRun(17, images)
                        .check(
                                input -> {
                                    try {
                                        ImageDecoder.decode(input, "damaged");
                                        return true;
                                    } catch (UnreadableImageException e) {
                                        throw new UserFacingException(e.getMessage(), "-", "-");
                                    }
                                });
        assertThat(tally.refusals()).as(tally.toString()).isPositive();
        assertThat(tally.values()).as(tally.toString()).isPositive();
    }

    /** A picture with some structure, so that the encoders write more than a header. */
    private static byte[] encoded(String ending, int type) {
        try (Mat image = new Mat(24, 24, type);
                BytePointer pixels = image.data();
                BytePointer file = new BytePointer()) {
            byte[] random = new byte[Math.toIntExact(image.total() * image.elemSize())];
            new Random(5).nextBytes(random);
            pixels.put(random);
            opencv_imgcodecs.imencode(ending, image, file);
            byte[] bytes = new byte[Math.toIntExact(file.limit())];
            file.get(bytes);
            return bytes;
        }
    }
}
