package dev.interproto.dataset;

import dev.interproto.face.FaceDistortions;
import dev.interproto.face.RgbImage;

/**
 * Draws what an image gets of an {@link Augmentation}: a function of the seed, the epoch and the
 * image's place in it alone, so the same for any number of threads and after a resume. Thread-safe.
 */
public final class Augmenter {
    // Streams of random numbers; SampleOrder has 1 to 9.
    private static final long CROP = 10;
    private static final long COLOUR = 20;
    private static final long LOW_RESOLUTION = 30;
    private static final long BLUR = 40;
    private static final long ERASE = 50;
    private static final long NOISE = 60;

    /** The least an erased rectangle covers, and its flattest form (Zhong et al.). */
    private static final double LEAST_AREA = 0.02;

    private static final double FLATTEST = 0.3;

    private final Augmentation augmentation;
    private final long seed;

    public Augmenter(Augmentation augmentation, long seed) {
        this.augmentation = augmentation;
        this.seed = seed;
    }

    /**
     * The image as it is trained on.
     *
     * @param face 112×112; not changed
     * @param position of the image in the epoch
     */
    public RgbImage apply(RgbImage face, int epoch, int position) {
        if (augmentation.isOff()) {
            return face;
        }
        Draw draw = new Draw(epoch, position);
        RgbImage image = face;
        if (draw.hits(CROP, augmentation.crop())) {
            int most = (int) augmentation.crop().strength();
            image =
                    FaceDistortions.shifted(
                            image,
                            (int) Math.round(draw.between(CROP + 1, -most, most)),
                            (int) Math.round(draw.between(CROP + 2, -most, most)));
        }
        if (draw.hits(COLOUR, augmentation.colour())) {
            double most = augmentation.colour().strength();
            image =
                    FaceDistortions.coloured(
                            image,
                            draw.between(COLOUR + 1, 1 - most, 1 + most),
                            draw.between(COLOUR + 2, 1 - most, 1 + most),
                            draw.between(COLOUR + 3, 1 - most, 1 + most));
        }
        if (draw.hits(LOW_RESOLUTION, augmentation.lowResolution())) {
            double factor =
                    draw.between(LOW_RESOLUTION + 1, 1, augmentation.lowResolution().strength());
            image = FaceDistortions.lowResolution(image, (int) Math.round(image.width() / factor));
        }
        if (draw.hits(BLUR, augmentation.blur())) {
            double sigma = draw.between(BLUR + 1, 0, augmentation.blur().strength());
            image = FaceDistortions.blurred(image, Math.max(0.1, sigma));
        }
        return draw.hits(ERASE, augmentation.erase()) ? erased(image, draw) : image;
    }

    private RgbImage erased(RgbImage image, Draw draw) {
        double share = draw.between(ERASE + 1, LEAST_AREA, augmentation.erase().strength());
        double form = Math.exp(draw.between(ERASE + 2, Math.log(FLATTEST), -Math.log(FLATTEST)));
        double area = share * image.width() * image.height();
        int width = (int) Math.min(image.width(), Math.round(Math.sqrt(area * form)));
        int height = (int) Math.min(image.height(), Math.round(Math.sqrt(area / form)));
        int left = (int) draw.between(ERASE + 3, 0, image.width() - width + 1.0);
        int top = (int) draw.between(ERASE + 4, 0, image.height() - height + 1.0);
        long noise = draw.bits(NOISE);
        return FaceDistortions.erased(
                image, left, top, width, height, pixel -> SplitMix.mix(noise + pixel));
    }

    /** The random numbers of one image. */
    private final class Draw {
        private final int epoch;
        private final int position;

        Draw(int epoch, int position) {
            this.epoch = epoch;
            this.position = position;
        }

        long bits(long stream) {
            return SplitMix.hash(seed, epoch, stream, position);
        }

        boolean hits(long stream, Augmentation.Effect effect) {
            return between(stream, 0, 1) < effect.probability();
        }

        /** From a to below b. */
        double between(long stream, double a, double b) {
            return a + (b - a) * ((bits(stream) >>> 11) * 0x1p-53);
        }
    }
}
