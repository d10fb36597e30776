package dev.interproto.dataset.duplicate;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds all hashes within some bits of others without comparing each with each: multi-index hashing
 * (Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing", 2012). Hashes
 * that differ by at most d bits differ by at most d/4 of them in one of four bands of 16, so that
 * only the entries of a few buckets of that band are looked at. 12 bytes a hash.
 */
final class HashSearch {
    /** Above, nearly everything would be looked at. */
    static final int MOST_DISTANCE = 15;

    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;
    private static final int BAND_MASK = (1 << BAND_BITS) - 1;
    private static final int CHUNK = 4096;

    /**
     * Matches kept of one query: a thousand copies of one image are linked by this many each as
     * well as by a million pairs.
     */
    private static final int MOST_MATCHES = 32;

    private final ImageSignatures indexed;
    private final int distance;

    /**
     * @param indexed where to search
     * @param distance bits that may differ, 0 to {@value #MOST_DISTANCE}
     */
    HashSearch(ImageSignatures indexed, int distance) {
        if (distance < 0 || distance > MOST_DISTANCE) {
            throw new IllegalArgumentException("distance must be 0 to " + MOST_DISTANCE);
        }
        this.indexed = indexed;
        this.distance = distance;
    }

    /**
     * One image of the queries resembles an indexed one.
     *
     * @param mirror whether it does when seen in a mirror
     */
    record Match(int query, int found, boolean mirror) {}

    /** Pairs of the indexed images themselves; each once, the later image as the query. */
    List<Match> pairs(Progress progress) {
        return search(indexed, true, progress);
    }

    /** Matches of other images among the indexed ones. */
    List<Match> matches(ImageSignatures queries, Progress progress) {
        return search(queries, false, progress);
    }

    private List<Match> search(ImageSignatures queries, boolean earlierOnly, Progress progress) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads, HashSearch::thread);
        List<Match> all = new ArrayList<>();
        try {
            for (int band = 0; band < BANDS; band++) {
                Band index = new Band(band);
                List<Future<List<Match>>> parts = new ArrayList<>();
                for (int from = 0; from < queries.size(); from += CHUNK) {
                    int first = from;
                    parts.add(
                            pool.submit(() -> index.search(queries, first, earlierOnly, progress)));
                }
                for (int i = 0; i < parts.size(); i++) {
                    all.addAll(parts.get(i).get());
                    progress.report(
                            (band + (i + 1.0) / parts.size()) / BANDS, "Looking for duplicates");
                }
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("the search failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hash search");
        thread.setDaemon(true);
        return thread;
    }

    private static int key(long hash, int band) {
        return (int) (hash >>> BAND_BITS * band) & BAND_MASK;
    }

    /** The indexed hashes, sorted by their bits of one band; images of a bucket ascend. */
    private final class Band {
        private final int band;
        private final int[] start = new int[BAND_MASK + 2];
        private final int[] images;
        private final long[] hashes;
        private final int[] probes = probes(distance / BANDS);

        Band(int band) {
            this.band = band;
            int count = 0;
            for (int image = 0; image < indexed.size(); image++) {
                if (indexed.isComparable(image)) {
                    start[key(indexed.hash(image), band) + 1]++;
                    count++;
                }
            }
            for (int key = 0; key <= BAND_MASK; key++) {
                start[key + 1] += start[key];
            }
            images = new int[count];
            hashes = new long[count];
            int[] next = start.clone();
            for (int image = 0; image < indexed.size(); image++) {
                if (indexed.isComparable(image)) {
                    int at = next[key(indexed.hash(image), band)]++;
                    images[at] = image;
                    hashes[at] = indexed.hash(image);
                }
            }
        }

        List<Match> search(
                ImageSignatures queries, int first, boolean earlierOnly, Progress progress) {
            progress.checkCancelled();
            List<Match> found = new ArrayList<>();
            int end = Math.min(first + CHUNK, queries.size());
            for (int query = first; query < end; query++) {
                if (queries.isComparable(query)) {
                    int before = earlierOnly ? query : Integer.MAX_VALUE;
                    search(queries, query, before, false, found);
                    search(queries, query, before, true, found);
                }
            }
            return found;
        }

        private void search(
                ImageSignatures queries, int query, int before, boolean mirror, List<Match> found) {
            long own = queries.hash(query);
            long hash = mirror ? PerceptualHash.mirrored(own) : own;
            int key = key(hash, band);
            int most = found.size() + MOST_MATCHES;
            for (int probe : probes) {
                int bucket = key ^ probe;
                int end = start[bucket + 1];
                for (int at = start[bucket]; at < end && images[at] < before; at++) {
                    if (Long.bitCount(hashes[at] ^ hash) <= distance
                            && isFirstBand(hashes[at] ^ hash)
                            && indexed.correlation(images[at], queries, query, mirror)
                                    >= PerceptualHash.SAME_PATTERN) {
                        found.add(new Match(query, images[at], mirror));
                        if (found.size() == most) {
                            return;
                        }
                    }
                }
            }
        }

        /** Whether no earlier band has found this pair already. */
        private boolean isFirstBand(long difference) {
            for (int earlier = 0; earlier < band; earlier++) {
                if (Integer.bitCount(key(difference, earlier)) <= distance / BANDS) {
                    return false;
                }
            }
            return true;
        }
    }

    /** All differences of a band by at most that many bits. */
    private static int[] probes(int radius) {
        int[] all = new int[BAND_MASK + 1];
        int count = 0;
        for (int difference = 0; difference <= BAND_MASK; difference++) {
            if (Integer.bitCount(difference) <= radius) {
                all[count++] = difference;
            }
        }
        return Arrays.copyOf(all, count);
    }
}
