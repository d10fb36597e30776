package dev.interproto.dataset.duplicate;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.duplicate.ImageSignatures.Signature;
import dev.interproto.dataset.index.ImageHash;
import dev.interproto.dataset.index.ImageHashes;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Computes the signatures of images on all cores, and keeps them as they come: the next scan, or
 * the same one after it was broken off, computes only what is missing. An image counts as known
 * when an image of its name and size was, and no opening has found its file changed since.
 *
 * <p>The checksum is SHA-256, cut to 128 bits as a dataset's fingerprint is: processors compute it
 * faster than disks read, and no two files share it by chance or by intent.
 */
public final class SignatureScan {
    /** Images read as one piece of work. */
    private static final int CHUNK = 256;

    /** Images between two writes: at most two seconds' work is lost with the program. */
    private static final int WRITTEN_TOGETHER = 2048;

    private static final int CHECKSUM = 2 * Long.BYTES;
    private static final int LOOKS = Long.BYTES + PerceptualHash.PATTERN;

    private static final byte[] NO_PATTERN = new byte[PerceptualHash.PATTERN];

    private final ImageStore images;
    private final ImageHashes known;
    private final int count;
    private final ImageSignatures signatures;
    private final List<ImageHash> unwritten = new ArrayList<>();

    private SignatureScan(ImageStore images, int count, ImageHashes known) {
        this.images = images;
        this.known = known;
        this.count = count;
        this.signatures = new ImageSignatures(count);
    }

    /**
     * The signatures of all images of a dataset.
     *
     * @param index where signatures are kept: {@link ImageHashes}
     * @throws CancelledException when cancelled; what was computed is kept
     */
    public static ImageSignatures of(FaceDataset dataset, Path index, Progress progress) {
        return of(dataset.images(), dataset.size(), image -> true, index, progress);
    }

    /** What is known of a dataset's images already; nothing is computed. */
    public static ImageSignatures known(FaceDataset dataset, Path index, Progress progress) {
        return of(dataset.images(), dataset.size(), image -> false, index, progress);
    }

    /**
     * As above, for images 0 to {@code count} − 1 of a store.
     *
     * @param wanted which of the images that are not known are computed
     */
    static ImageSignatures of(
            ImageStore images, int count, IntPredicate wanted, Path index, Progress progress) {
        try (ImageHashes known = ImageHashes.open(index)) {
            SignatureScan scan = new SignatureScan(images, count, known);
            scan.load(progress);
            scan.compute(wanted, progress);
            return scan.signatures;
        }
    }

    private void load(Progress progress) {
        progress.report(0, "Looking for known checksums");
        LongIntTable imageOf = new LongIntTable(count);
        MessageDigest sha256 = sha256();
        for (int image = 0; image < count; image++) {
            if (image % CHUNK == 0) {
                progress.checkCancelled();
            }
            imageOf.put(key(images.relativeName(image), images.size(image), sha256), image);
        }
        known.read(
                hash -> {
                    progress.checkCancelled();
                    int image = imageOf.get(key(hash.image(), hash.size(), sha256));
                    if (image >= 0
                            && hash.checksum().length == CHECKSUM
                            && hash.looks().length == LOOKS) {
                        signatures.put(image, signature(hash));
                    }
                });
    }

    /** From name and size, as a dataset's fingerprint is. */
    private static long key(String name, long size, MessageDigest sha256) {
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size).array());
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }

    private static Signature signature(ImageHash hash) {
        ByteBuffer checksum = ByteBuffer.wrap(hash.checksum());
        ByteBuffer looks = ByteBuffer.wrap(hash.looks());
        byte[] pattern = new byte[PerceptualHash.PATTERN];
        long bits = looks.getLong();
        looks.get(pattern);
        return new Signature(checksum.getLong(), checksum.getLong(), bits, pattern);
    }

    private ImageHash hash(int image, Signature signature) {
        return new ImageHash(
                images.relativeName(image),
                images.size(image),
                ByteBuffer.allocate(CHECKSUM)
                        .putLong(signature.checksumHigh())
                        .putLong(signature.checksumLow())
                        .array(),
                ByteBuffer.allocate(LOOKS)
                        .putLong(signature.hash())
                        .put(signature.pattern())
                        .array());
    }

    private void compute(IntPredicate wanted, Progress progress) {
        int[] missing =
                IntStream.range(0, count)
                        .filter(image -> !signatures.isKnown(image))
                        .filter(wanted)
                        .toArray();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads, SignatureScan::thread);
        try {
            Queue<Future<Map<Integer, Signature>>> ahead = new ArrayDeque<>();
            int next = 0;
            int done = 0;
            while (next < missing.length || !ahead.isEmpty()) {
                progress.checkCancelled();
                while (next < missing.length && ahead.size() < 2 * threads) {
                    int from = next;
                    int to = Math.min(from + CHUNK, missing.length);
                    ahead.add(pool.submit(() -> chunk(missing, from, to, progress)));
                    next = to;
                }
                keep(ahead.remove().get());
                done = Math.min(done + CHUNK, missing.length);
                progress.report(
                        (double) done / missing.length,
                        "Comparing images: " + done + " of " + missing.length + " read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("reading images failed", e.getCause());
        } finally {
            pool.shutdownNow();
            write();
        }
    }

    private void keep(Map<Integer, Signature> computed) {
        computed.forEach(
                (image, signature) -> {
                    signatures.put(image, signature);
                    unwritten.add(hash(image, signature));
                });
        if (unwritten.size() >= WRITTEN_TOGETHER) {
            write();
        }
    }

    private void write() {
        known.write(unwritten);
        unwritten.clear();
    }

    private Map<Integer, Signature> chunk(int[] missing, int from, int to, Progress progress) {
        Map<Integer, Signature> computed = new HashMap<>();
        MessageDigest sha256 = sha256();
        for (int i = from; i < to; i++) {
            progress.checkCancelled();
            try {
                byte[] encoded = images.read(missing[i]);
                computed.put(missing[i], signature(encoded, sha256));
            } catch (IOException e) {
                // Stays unknown and is counted as such; the next scan tries again.
            }
        }
        return computed;
    }

    private static Signature signature(byte[] encoded, MessageDigest sha256) {
        ByteBuffer sum = ByteBuffer.wrap(sha256.digest(encoded));
        long high = sum.getLong();
        long low = sum.getLong();
        try {
            PerceptualHash hash = PerceptualHash.of(ImageDecoder.decode(encoded, "image"));
            return new Signature(high, low, hash.bits(), hash.pattern());
        } catch (UnreadableImageException e) {
            return new Signature(high, low, 0, NO_PATTERN);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "signatures");
        thread.setDaemon(true);
        return thread;
    }
}
