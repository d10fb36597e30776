package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.run.Candidate;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.StoredMapSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a run or model is laid out on the map. */
sealed interface MapSubject {

    /** Where its map lies or will lie. */
    Path table(ModelHome home);

    /** The prototypes in a checkpoint, or in a model's weights. */
    record Prototypes(Path file) implements MapSubject {
        @Override
        public Path table(ModelHome home) {
            return StoredMap.table(
                    home, home instanceof ModelFolder ? Optional.empty() : Optional.of(file));
        }
    }

    /** The mean embeddings of a dataset's identities, by a model of the shelf. */
    record Means(KnownDataset dataset) implements MapSubject {
        @Override
        public Path table(ModelHome home) {
            return StoredMap.meansTable(
                    home, Optional.empty(), String.valueOf(dataset.root().getFileName()));
        }
    }

    /** The prototypes that a run kept of each epoch of its training. */
    record ThroughTraining() implements MapSubject {
        @Override
        public Path table(ModelHome home) {
            return StoredMapSeries.table((RunFolder) home);
        }
    }

    /**
     * What can be mapped: a run's prototypes by checkpoint, the last first, then through its
     * training; a model's own where it has any, then the datasets.
     */
    static List<MapSubject> of(Candidate candidate, List<KnownDataset> datasets) {
        List<MapSubject> subjects = new ArrayList<>();
        boolean shelved = candidate instanceof Candidate.OfModel;
        if (!shelved
                || candidate instanceof Candidate.OfModel of
                        && of.model().record().identities() > 0) {
            candidate.files().forEach(file -> subjects.add(new Prototypes(file)));
        }
        if (!shelved) {
            subjects.add(new ThroughTraining());
        } else {
            datasets.forEach(dataset -> subjects.add(new Means(dataset)));
        }
        return subjects;
    }
}
