package dev.interproto.desktop.prototypes;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.control.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The faces of a dataset's identities, by name. */
final class IdentityFaces {
    private final FaceDataset dataset;
    private final Map<String, Integer> byName = new HashMap<>();

    IdentityFaces(FaceDataset dataset) {
        this.dataset = dataset;
        for (int i = 0; i < dataset.identityCount(); i++) {
            byName.put(dataset.identityName(i), i);
        }
    }

    /** At most {@code count} faces of an identity; none where the dataset does not know it. */
    List<Picture> of(String identity, int count) {
        Integer index = byName.get(identity);
        if (index == null) {
            return List.of();
        }
        int first = dataset.firstSample(index);
        int shown = Math.min(count, dataset.sampleCount(index));
        return IntStream.range(first, first + shown)
                .<Picture>mapToObj(sample -> new Picture.OfSample(dataset, sample))
                .toList();
    }
}
