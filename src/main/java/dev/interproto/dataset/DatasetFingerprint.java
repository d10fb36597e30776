package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short text that is the same for the same dataset wherever it lies: a hash over the images'
 * names within the dataset and their sizes in bytes, in the order of the samples. Ages do not enter
 * it: they may change where the images do not, and have a fingerprint of their own.
 */
public final class DatasetFingerprint {
    private static final int REPORT_EVERY = 1 << 16;

    /** 128 bits are far beyond chance. */
    private static final int BYTES = 16;

    private DatasetFingerprint() {}

    /** 32 hexadecimal digits; 5.8 million images take some seconds. */
    public static String of(FaceDataset dataset, Progress progress) {
        MessageDigest digest = sha256();
        ByteBuffer size = ByteBuffer.allocate(Long.BYTES);
        for (int i = 0; i < dataset.size(); i++) {
            if (i % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) i / dataset.size(), "Fingerprint of the dataset");
            }
            digest.update(dataset.images().relativeName(i).getBytes(StandardCharsets.UTF_8));
            // A file name cannot hold NUL, so no two lists of names run together alike.
            digest.update((byte) 0);
            digest.update(size.putLong(0, dataset.images().size(i)).array());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /**
     * The same over the ages of the images alone, in the order of the samples; where they come from
     * does not enter it.
     */
    public static String ofAges(FaceDataset dataset, Progress progress) {
        MessageDigest digest = sha256();
        for (int i = 0; i < dataset.size(); i++) {
            if (i % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) i / dataset.size(), "Fingerprint of the ages");
            }
            digest.update((byte) dataset.age(i).orElse(FaceDataset.NO_AGE));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
