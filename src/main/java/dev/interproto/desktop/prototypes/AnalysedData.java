package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.run.Candidate;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which faces a network is analysed with.
 *
 * @param name for a person
 * @param root where they lie
 * @param ageLabels their ages' file
 * @param trained whether the run was trained on them
 */
record AnalysedData(String name, Path root, Optional<Path> ageLabels, boolean trained) {

    /** A run's training set first, then the datasets of the workspace. */
    static List<AnalysedData> of(Candidate candidate, List<KnownDataset> datasets) {
        List<AnalysedData> found = new ArrayList<>();
        if (candidate instanceof Candidate.OfRun of) {
            RunRecord.DataReference own = of.run().record().data();
            Optional<Path> ages =
                    Optional.of(own.ageLabels()).filter(file -> !file.isEmpty()).map(Path::of);
            found.add(new AnalysedData(own.name(), Path.of(own.root()), ages, true));
        }
        for (KnownDataset known : datasets) {
            if (found.stream().noneMatch(data -> data.root().equals(known.root()))) {
                found.add(new AnalysedData(known.name(), known.root(), known.ageLabels(), false));
            }
        }
        return found;
    }
}
