package dev.interproto.verification;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Compares all queries with a gallery that passes by in blocks, and keeps for each query how many
 * identities are before the true one and which are the nearest. An identity is as similar as the
 * most similar of its images. One that is exactly as similar as the true one counts as before it: a
 * network that takes everyone for the same person finds nobody.
 */
final class GallerySearch {
    /** Gallery images that are multiplied at once. */
    static final int BLOCK = 512;

    /** Nearest identities kept a query. */
    static final int NEAREST = 5;

    private static final int PANEL = 64;
    private static final int DIMENSIONS = 16;
    private static final int NONE = -1;

    private final float[][] queries;
    private final int[] identities;
    private final int[] ages;
    private final float[] trueSimilarity;
    private final int gap;

    private final int[] before;
    private final int[] met;
    private final int[][] nearest;
    private final float[][] nearestSimilarity;

    /** The identity passing by, and its most similar image so far. */
    private final int[] current;

    private final int[] currentImage;
    private final float[] currentSimilarity;

    /**
     * @param queries embeddings of unit length
     * @param identities whose they are
     * @param ages of the people in them
     * @param trueSimilarity of the true identity
     * @param gap years by which a gallery image must be older; 0 for any
     */
    GallerySearch(
            float[][] queries, int[] identities, int[] ages, float[] trueSimilarity, int gap) {
        int n = queries.length;
        this.queries = queries;
        this.identities = identities;
        this.ages = ages;
        this.trueSimilarity = trueSimilarity;
        this.gap = gap;
        before = new int[n];
        met = new int[n];
        nearest = new int[n][NEAREST];
        nearestSimilarity = new float[n][NEAREST];
        current = new int[n];
        currentImage = new int[n];
        currentSimilarity = new float[n];
        Arrays.fill(current, NONE);
        Arrays.fill(currentImage, NONE);
        for (int[] row : nearest) {
            Arrays.fill(row, NONE);
        }
    }

    /** The similarity of two embeddings, summed as the blocks' are. */
    static float similarity(float[] query, float[] image) {
        float sum = 0;
        for (int d = 0; d < query.length; d++) {
            sum = Math.fma(query[d], image[d], sum);
        }
        return sum;
    }

    /** Whether an image counts for a query. */
    static boolean counts(int queryAge, int imageAge, int gap) {
        return gap == 0 || imageAge - queryAge >= gap;
    }

    /**
     * Compares with a block of the gallery; those of one identity follow each other.
     *
     * @param first number of its first image
     * @param byDimension [dimension][image]
     * @param identity of each image
     * @param age of each image; the largest number where it counts for every query
     */
    void pass(int first, float[][] byDimension, int[] identity, int[] age) {
        int panels = (queries.length + PANEL - 1) / PANEL;
        IntStream.range(0, panels)
                .parallel()
                .forEach(panel -> pass(panel * PANEL, first, byDimension, identity, age));
    }

    private void pass(int fromQuery, int first, float[][] byDimension, int[] identity, int[] age) {
        int toQuery = Math.min(queries.length, fromQuery + PANEL);
        float[][] product = new float[toQuery - fromQuery][identity.length];
        for (int d = 0; d < byDimension.length; d += DIMENSIONS) {
            int dEnd = Math.min(byDimension.length, d + DIMENSIONS);
            for (int query = fromQuery; query < toQuery; query++) {
                int e = d;
                for (; e + 4 <= dEnd; e += 4) {
                    add(product[query - fromQuery], byDimension, queries[query], e);
                }
                for (; e < dEnd; e++) {
                    add(product[query - fromQuery], byDimension[e], queries[query][e]);
                }
            }
        }
        for (int query = fromQuery; query < toQuery; query++) {
            look(query, first, product[query - fromQuery], identity, age);
        }
    }

    /** Small enough a body for the compiler to turn into vector instructions. */
    private static void add(float[] sum, float[] column, float factor) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] = Math.fma(factor, column[j], sum[j]);
        }
    }

    /** Four columns one after the other, so that a sum is fetched and put back once for them. */
    private static void add(float[] sum, float[][] byDimension, float[] query, int from) {
        float[] a = byDimension[from];
        float[] b = byDimension[from + 1];
        float[] c = byDimension[from + 2];
        float[] d = byDimension[from + 3];
        float first = query[from];
        float second = query[from + 1];
        float third = query[from + 2];
        float fourth = query[from + 3];
        for (int j = 0; j < sum.length; j++) {
            float two = Math.fma(second, b[j], Math.fma(first, a[j], sum[j]));
            sum[j] = Math.fma(fourth, d[j], Math.fma(third, c[j], two));
        }
    }

    private void look(int query, int first, float[] similarity, int[] identity, int[] age) {
        for (int j = 0; j < similarity.length; j++) {
            if (identity[j] != current[query]) {
                leave(query);
                current[query] = identity[j];
            }
            if (counts(ages[query], age[j], gap)
                    && (currentImage[query] == NONE || similarity[j] > currentSimilarity[query])) {
                currentImage[query] = first + j;
                currentSimilarity[query] = similarity[j];
            }
        }
    }

    /** The identity has passed by. */
    private void leave(int query) {
        int image = currentImage[query];
        currentImage[query] = NONE;
        if (image == NONE) {
            return;
        }
        met[query]++;
        if (current[query] == identities[query]) {
            return;
        }
        float similarity = currentSimilarity[query];
        if (similarity >= trueSimilarity[query]) {
            before[query]++;
        }
        int place = NEAREST;
        while (place > 0
                && (nearest[query][place - 1] == NONE
                        || nearestSimilarity[query][place - 1] < similarity)) {
            place--;
        }
        if (place < NEAREST) {
            int moved = NEAREST - 1 - place;
            System.arraycopy(nearest[query], place, nearest[query], place + 1, moved);
            System.arraycopy(
                    nearestSimilarity[query], place, nearestSimilarity[query], place + 1, moved);
            nearest[query][place] = image;
            nearestSimilarity[query][place] = similarity;
        }
    }

    /** The whole gallery has passed by. */
    void end() {
        for (int query = 0; query < queries.length; query++) {
            leave(query);
        }
    }

    /** The true identity's rank, from 1. */
    int rank(int query) {
        return before[query] + 1;
    }

    /** How many identities counted for the query, the true one among them. */
    int identities(int query) {
        return met[query];
    }

    /** The most similar image of each of the nearest other identities, the nearest first. */
    int[] nearest(int query) {
        return Arrays.stream(nearest[query]).filter(image -> image != NONE).toArray();
    }

    float nearestSimilarity(int query, int place) {
        return nearestSimilarity[query][place];
    }
}
