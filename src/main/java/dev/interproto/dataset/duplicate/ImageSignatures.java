package dev.interproto.dataset.duplicate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Checksums and perceptual hashes of numbered images, as columns: 88 bytes an image, half a
 * gigabyte for 5.8 million. Filled by {@link SignatureScan}.
 */
public final class ImageSignatures {
    private final BitSet known;
    private final long[] checksums;
    private final long[] hashes;
    private final byte[] patterns;

    ImageSignatures(int images) {
        known = new BitSet(images);
        checksums = new long[2 * images];
        hashes = new long[images];
        patterns = new byte[Math.multiplyExact(PerceptualHash.PATTERN, images)];
    }

    /** How many images are numbered, read or not. */
    public int size() {
        return hashes.length;
    }

    /** Images that could be read, whole or not. */
    public int knownCount() {
        return known.cardinality();
    }

    /** Whether the image's bytes could be read. */
    public boolean isKnown(int image) {
        return known.get(image);
    }

    /** Whether the image could be decoded and shows something, so that it can be compared. */
    public boolean isComparable(int image) {
        return hashes[image] != 0;
    }

    void put(int image, Signature signature) {
        known.set(image);
        checksums[2 * image] = signature.checksumHigh();
        checksums[2 * image + 1] = signature.checksumLow();
        hashes[image] = signature.hash();
        System.arraycopy(
                signature.pattern(),
                0,
                patterns,
                PerceptualHash.PATTERN * image,
                PerceptualHash.PATTERN);
    }

    /** Half of the checksum, for tables; see {@link #sameBytes} for equality. */
    long checksum(int image) {
        return checksums[2 * image];
    }

    /** Whether two images are the same file, byte for byte. */
    boolean sameBytes(int image, ImageSignatures other, int otherImage) {
        return checksums[2 * image] == other.checksums[2 * otherImage]
                && checksums[2 * image + 1] == other.checksums[2 * otherImage + 1];
    }

    /** How the second image, of another list, agrees with one of these that it resembles. */
    DuplicateGroup.Copy copy(int image, ImageSignatures other, int otherImage) {
        if (sameBytes(image, other, otherImage)) {
            return new DuplicateGroup.Copy(otherImage, DuplicateGroup.Kind.EXACT, 0, 1);
        }
        double plain = correlation(image, other, otherImage, false);
        double mirrored = correlation(image, other, otherImage, true);
        boolean mirror = mirrored > plain;
        return new DuplicateGroup.Copy(
                otherImage,
                mirror ? DuplicateGroup.Kind.MIRRORED : DuplicateGroup.Kind.NEAR,
                distance(image, other, otherImage, mirror),
                Math.max(plain, mirrored));
    }

    long hash(int image) {
        return hashes[image];
    }

    long[] hashes() {
        return hashes;
    }

    /** Bits by which the hashes differ, the second image seen in a mirror where asked. */
    int distance(int image, ImageSignatures other, int otherImage, boolean mirror) {
        long hash = other.hashes[otherImage];
        return Long.bitCount(hashes[image] ^ (mirror ? PerceptualHash.mirrored(hash) : hash));
    }

    /** As {@link PerceptualHash#correlation}. */
    double correlation(int image, ImageSignatures other, int otherImage, boolean mirror) {
        return PerceptualHash.correlation(
                patterns,
                PerceptualHash.PATTERN * image,
                other.patterns,
                PerceptualHash.PATTERN * otherImage,
                mirror);
    }

    /**
     * Of one image.
     *
     * @param checksumHigh first 64 bits of the SHA-256 of the encoded bytes
     * @param checksumLow the 64 bits after them
     * @param hash signs; 0 where the image cannot be decoded or is of a single grey
     * @param pattern see {@link PerceptualHash#pattern}; zeros where there is no hash
     */
    record Signature(long checksumHigh, long checksumLow, long hash, byte[] pattern) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Signature o
                    && checksumHigh == o.checksumHigh
                    && checksumLow == o.checksumLow
                    && hash == o.hash
                    && Arrays.equals(pattern, o.pattern);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(checksumHigh);
        }
    }
}
