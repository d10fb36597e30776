package dev.interproto.dataset.duplicate;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.duplicate.DuplicateGroup.Copy;
import dev.interproto.dataset.duplicate.DuplicateGroup.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the images of a dataset that show the same photograph, and groups them. */
public final class DuplicateSearch {
    /** The largest distance that can be asked for. */
    public static final int MOST_DISTANCE = HashSearch.MOST_DISTANCE;

    private static final double READING = 0.9;

    private final FaceDataset dataset;
    private final ImageSignatures signatures;
    private final int distance;
    private final int[] parents;

    private DuplicateSearch(FaceDataset dataset, ImageSignatures signatures, int distance) {
        this.dataset = dataset;
        this.signatures = signatures;
        this.distance = distance;
        this.parents = new int[dataset.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
    }

    /**
     * Searches.
     *
     * @param index where checksums and hashes are kept from search to search
     * @param distance bits by which hashes may differ, 0 to {@link #MOST_DISTANCE}; see {@link
     *     PerceptualHash#DEFAULT_DISTANCE}
     * @throws dev.interproto.common.CancelledException when cancelled; what was read is kept
     */
    public static Duplicates search(
            FaceDataset dataset, Path index, int distance, Progress progress) {
        return of(
                dataset,
                SignatureScan.of(dataset, index, progress.part(0, READING)),
                distance,
                progress.part(READING, 1));
    }

    /** Groups images whose signatures are known. */
    static Duplicates of(
            FaceDataset dataset, ImageSignatures signatures, int distance, Progress progress) {
        return new DuplicateSearch(dataset, signatures, distance).search(progress);
    }

    private Duplicates search(Progress progress) {
        int uncompared = 0;
        LongIntTable firstOf = new LongIntTable(dataset.size());
        for (int sample = 0; sample < dataset.size(); sample++) {
            if (signatures.isKnown(sample)) {
                int first = firstOf.put(signatures.checksum(sample), sample);
                if (first >= 0 && signatures.sameBytes(sample, signatures, first)) {
                    join(sample, first);
                }
                uncompared += signatures.isComparable(sample) ? 0 : 1;
            }
        }
        for (HashSearch.Match match : new HashSearch(signatures, distance).pairs(progress)) {
            join(match.query(), match.found());
        }
        return new Duplicates(
                groups(),
                dataset.size(),
                dataset.size() - signatures.knownCount(),
                uncompared,
                distance);
    }

    private void join(int a, int b) {
        int first = rootOf(a);
        int second = rootOf(b);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private int rootOf(int sample) {
        int root = sample;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private List<DuplicateGroup> groups() {
        Map<Integer, List<Integer>> byRoot = new LinkedHashMap<>();
        for (int sample = 0; sample < parents.length; sample++) {
            int root = rootOf(sample);
            if (root != sample) {
                byRoot.computeIfAbsent(root, r -> new ArrayList<>(List.of(r))).add(sample);
            }
        }
        List<DuplicateGroup> groups = new ArrayList<>();
        byRoot.values().forEach(samples -> groups.add(group(samples)));
        groups.sort(
                Comparator.comparing(DuplicateGroup::acrossIdentities)
                        .reversed()
                        .thenComparing(group -> first(group)));
        return groups;
    }

    private static int first(DuplicateGroup group) {
        return group.images().stream().mapToInt(Copy::sample).min().orElseThrow();
    }

    private DuplicateGroup group(List<Integer> samples) {
        int kept = samples.get(0);
        for (int sample : samples) {
            if (dataset.images().size(sample) > dataset.images().size(kept)) {
                kept = sample;
            }
        }
        List<Copy> images = new ArrayList<>();
        images.add(new Copy(kept, Kind.EXACT, 0, 1));
        for (int sample : samples) {
            if (sample != kept) {
                images.add(signatures.copy(kept, signatures, sample));
            }
        }
        boolean across = samples.stream().mapToInt(dataset::identityOf).distinct().count() > 1;
        return new DuplicateGroup(images, across);
    }
}
