package dev.interproto.dataset.duplicate;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.dataset.duplicate.DuplicateGroup.Copy;
import dev.interproto.dataset.duplicate.DuplicateGroup.Kind;
import dev.interproto.dataset.duplicate.Overlap.Examined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Finds what a test set shares with a training set. */
public final class OverlapSearch {
    private final FaceDataset training;
    private final Path trainingIndex;
    private final int mostReads;

    /**
     * @param trainingIndex where signatures of the training set are kept; what is read is added
     * @param mostReads training images that may be read for it; {@link Integer#MAX_VALUE} to have
     *     all compared. Images that are known already cost nothing
     */
    public OverlapSearch(FaceDataset training, Path trainingIndex, int mostReads) {
        this.training = training;
        this.trainingIndex = trainingIndex;
        this.mostReads = mostReads;
    }

    /**
     * Compares with a test set.
     *
     * @param images of the test set; repeats count once
     * @param identities names of its identities that mean the same in other datasets
     * @param testIndex where the test images' signatures are kept
     * @throws dev.interproto.common.CancelledException when cancelled; what was read is kept
     */
    public Overlap with(
            Collection<ImageLocation> images,
            Collection<String> identities,
            Path testIndex,
            Progress progress) {
        List<ImageLocation> distinct = List.copyOf(new LinkedHashSet<>(images));
        int shared = shared(identities);
        try (LocatedImages located = new LocatedImages()) {
            LocatedStore test = new LocatedStore(distinct, located);
            ImageSignatures testSignatures =
                    SignatureScan.of(
                            test, distinct.size(), i -> true, testIndex, progress.part(0, 0.3));
            ImageSignatures known =
                    SignatureScan.known(training, trainingIndex, progress.part(0.3, 0.35));
            int unknown = training.size() - known.knownCount();
            Progress rest = progress.part(0.35, 1);
            if (unknown <= mostReads) {
                return compare(test, testSignatures, i -> true, Examined.LOOKS, shared, rest);
            }
            Set<Long> sizes = testSizes(test, distinct.size());
            ImageStore store = training.images();
            long ofThatSize = 0;
            for (int i = 0; i < training.size(); i++) {
                ofThatSize += !known.isKnown(i) && sizes.contains(store.size(i)) ? 1 : 0;
            }
            if (ofThatSize > mostReads) {
                return new Overlap(distinct.size(), 0, 0, shared, Examined.NAMES, List.of());
            }
            return compare(
                    test,
                    testSignatures,
                    i -> sizes.contains(store.size(i)),
                    Examined.BYTES,
                    shared,
                    rest);
        }
    }

    private static Set<Long> testSizes(LocatedStore test, int count) {
        Set<Long> sizes = new HashSet<>();
        for (int i = 0; i < count; i++) {
            sizes.add(test.size(i));
        }
        return sizes;
    }

    private int shared(Collection<String> identities) {
        Set<String> names = Set.copyOf(identities);
        int shared = 0;
        for (int identity = 0; identity < training.identityCount(); identity++) {
            shared += names.contains(training.identityName(identity)) ? 1 : 0;
        }
        return shared;
    }

    private Overlap compare(
            LocatedStore test,
            ImageSignatures testSignatures,
            IntPredicate read,
            Examined examined,
            int shared,
            Progress progress) {
        ImageSignatures signatures =
                SignatureScan.of(
                        training.images(),
                        training.size(),
                        read,
                        trainingIndex,
                        progress.part(0, 0.8));
        Map<Integer, Copy> copies = exact(signatures, testSignatures);
        int exact = copies.size();
        if (examined == Examined.LOOKS) {
            HashSearch search = new HashSearch(signatures, PerceptualHash.DEFAULT_DISTANCE);
            for (HashSearch.Match match : search.matches(testSignatures, progress.part(0.8, 1))) {
                copies.computeIfAbsent(
                        match.query(),
                        image -> testSignatures.copy(image, signatures, match.found()));
            }
        }
        List<Overlap.Example> examples = new ArrayList<>();
        copies.forEach(
                (image, copy) ->
                        examples.add(
                                new Overlap.Example(
                                        test.describe(image),
                                        training.images().relativeName(copy.sample()),
                                        copy.kind())));
        examples.sort(Comparator.comparing(Overlap.Example::kind));
        return new Overlap(
                testSignatures.size(),
                exact,
                copies.size() - exact,
                shared,
                examined,
                examples.subList(0, Math.min(Overlap.MOST_EXAMPLES, examples.size())));
    }

    private static Map<Integer, Copy> exact(ImageSignatures training, ImageSignatures test) {
        LongIntTable byChecksum = new LongIntTable(training.knownCount());
        for (int i = 0; i < training.size(); i++) {
            if (training.isKnown(i)) {
                byChecksum.put(training.checksum(i), i);
            }
        }
        Map<Integer, Copy> copies = new LinkedHashMap<>();
        for (int i = 0; i < test.size(); i++) {
            int found = test.isKnown(i) ? byChecksum.get(test.checksum(i)) : -1;
            if (found >= 0 && test.sameBytes(i, training, found)) {
                copies.put(i, new Copy(found, Kind.EXACT, 0, 1));
            }
        }
        return copies;
    }
}
