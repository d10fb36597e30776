package dev.interproto.desktop.control;

import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Decodes thumbnails in the background, the newest wish first, and keeps those seen last within a
 * bounded amount of memory.
 */
public final class Thumbnails implements AutoCloseable {
    private static final long CACHE_BYTES = 64L << 20;
    private static final int THREADS = 2;

    private record Key(Picture picture, int pixels) {}

    private final Executor screen;
    private final LocatedImages images = new LocatedImages();
    private final ThreadPoolExecutor workers;
    private final LinkedHashMap<Key, Image> cache = new LinkedHashMap<>(64, 0.75f, true);
    private long cachedBytes;

    /**
     * @param screen where results are handed over: the FX thread
     */
    public Thumbnails(Executor screen) {
        this.screen = screen;
        this.workers =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        5,
                        TimeUnit.SECONDS,
                        new NewestFirst(),
                        work -> {
                            Thread thread = new Thread(work, "thumbnails");
                            thread.setDaemon(true);
                            return thread;
                        });
        workers.allowCoreThreadTimeOut(true);
    }

    /** The thumbnail, where it is at hand already. */
    public synchronized Optional<Image> cached(Picture picture, int pixels) {
        return Optional.ofNullable(cache.get(new Key(picture, pixels)));
    }

    /**
     * Decodes a square thumbnail.
     *
     * @param pixels edge in physical pixels
     * @param wanted asked when the turn comes; a cell that scrolled away says no
     * @param show gets the image on the screen's thread; empty where it cannot be read
     */
    public void load(
            Picture picture, int pixels, BooleanSupplier wanted, Consumer<Optional<Image>> show) {
        workers.execute(
                () -> {
                    if (!wanted.getAsBoolean()) {
                        return;
                    }
                    Optional<Image> image = cached(picture, pixels);
                    if (image.isEmpty()) {
                        image = decode(picture, pixels);
                        image.ifPresent(i -> remember(new Key(picture, pixels), i));
                    }
                    Optional<Image> result = image;
                    screen.execute(() -> show.accept(result));
                });
    }

    /** Bytes of decoded pixels held now. */
    public synchronized long cachedBytes() {
        return cachedBytes;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        images.close();
    }

    private synchronized void remember(Key key, Image image) {
        if (cache.put(key, image) == null) {
            cachedBytes += bytes(image);
        }
        var oldest = cache.entrySet().iterator();
        while (cachedBytes > CACHE_BYTES && oldest.hasNext()) {
            Map.Entry<Key, Image> entry = oldest.next();
            cachedBytes -= bytes(entry.getValue());
            oldest.remove();
        }
    }

    private static long bytes(Image image) {
        return 4L * (long) image.getWidth() * (long) image.getHeight();
    }

    private Optional<Image> decode(Picture picture, int pixels) {
        try {
            return Optional.of(shrink(read(picture), pixels));
        } catch (IOException e) {
            // An unreadable image is listed among the dataset's problems; the cell stays empty.
            return Optional.empty();
        }
    }

    private RgbImage read(Picture picture) throws IOException {
        if (picture instanceof Picture.OfSample sample) {
            return ImageDecoder.decode(
                    sample.dataset().images().read(sample.sample()),
                    sample.dataset().images().describe(sample.sample()));
        }
        return images.image(((Picture.Located) picture).location());
    }

    /** Centre square, area-averaged when it shrinks; a smaller image keeps its own size. */
    static Image shrink(RgbImage image, int pixels) {
        int edge = Math.min(image.width(), image.height());
        int left = (image.width() - edge) / 2;
        int top = (image.height() - edge) / 2;
        int size = Math.min(pixels, edge);
        byte[] out = new byte[3 * size * size];
        for (int y = 0; y < size; y++) {
            int y0 = top + (int) ((long) y * edge / size);
            int y1 = Math.max(y0 + 1, top + (int) ((long) (y + 1) * edge / size));
            for (int x = 0; x < size; x++) {
                int x0 = left + (int) ((long) x * edge / size);
                int x1 = Math.max(x0 + 1, left + (int) ((long) (x + 1) * edge / size));
                average(image, x0, x1, y0, y1, out, 3 * (y * size + x));
            }
        }
        WritableImage result = new WritableImage(size, size);
        result.getPixelWriter()
                .setPixels(0, 0, size, size, PixelFormat.getByteRgbInstance(), out, 0, 3 * size);
        return result;
    }

    private static void average(
            RgbImage image, int x0, int x1, int y0, int y1, byte[] out, int at) {
        int area = (x1 - x0) * (y1 - y0);
        for (int channel = 0; channel < 3; channel++) {
            long sum = 0;
            for (int y = y0; y < y1; y++) {
                for (int x = x0; x < x1; x++) {
                    sum += image.rgb()[3 * (y * image.width() + x) + channel] & 0xFF;
                }
            }
            out[at + channel] = (byte) ((sum + area / 2) / area);
        }
    }

    /** A queue that serves the newest wish first: what the person looks at now. */
    private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {
        @Override
        public boolean offer(Runnable work) {
            return offerFirst(work);
        }
    }
}
