package dev.interproto.desktop.ages;

import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.Problem;
import dev.interproto.workspace.KnownDataset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the table of images shows of each sample of a dataset. */
record ShownImages(KnownDataset known, DatasetSummary summary, Map<String, String> problems) {

    static ShownImages of(KnownDataset known, DatasetSummary summary) {
        Map<String, String> byPlace = new HashMap<>();
        for (Problem problem : summary.problems()) {
            byPlace.merge(problem.where(), problem.what(), (one, other) -> one + " " + other);
        }
        return new ShownImages(known, summary, byPlace);
    }

    FaceDataset dataset() {
        return summary.dataset();
    }

    String identity(int sample) {
        return dataset().identityName(dataset().identityOf(sample));
    }

    /** The image's name without its identity's folder. */
    String file(int sample) {
        String name = dataset().images().relativeName(sample);
        String folder = identity(sample) + "/";
        return name.startsWith(folder) ? name.substring(folder.length()) : name;
    }

    OptionalInt age(int sample) {
        return dataset().age(sample);
    }

    Optional<AgeSource> source(int sample) {
        return dataset().ageSource(sample);
    }

    String problem(int sample) {
        return problems.isEmpty()
                ? ""
                : problems.getOrDefault(dataset().images().describe(sample), "");
    }
}
