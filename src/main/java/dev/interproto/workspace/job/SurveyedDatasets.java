package dev.interproto.workspace.job;

import dev.interproto.dataset.layout.DatasetSurvey;
import dev.interproto.dataset.layout.FoundFaces;
import dev.interproto.dataset.layout.FoundTestSet;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a survey found, as datasets that a workspace remembers: every training set with its ages and
 * all the test sets; where there is nothing to train on, the images of the test sets themselves.
 */
public final class SurveyedDatasets {
    private SurveyedDatasets() {}

    /**
     * The datasets of a survey, or of what a person chose of it.
     *
     * @param faces the sets to take
     * @param testSets the test sets to take
     * @param known what the workspace remembers already: names stay unique, and a folder that it
     *     knows keeps its name and its own test sets
     */
    public static List<KnownDataset> of(
            List<FoundFaces> faces, List<FoundTestSet> testSets, List<KnownDataset> known) {
        List<FoundFaces> training = faces.stream().filter(FoundFaces::isTrainingSet).toList();
        Set<String> taken = new HashSet<>();
        known.forEach(dataset -> taken.add(dataset.name()));
        List<KnownDataset> made = new ArrayList<>();
        for (FoundFaces set : training) {
            made.add(dataset(set.name(), set.root(), set.ageLabels(), testSets, known, taken));
        }
        if (!training.isEmpty()) {
            return made;
        }
        for (FoundFaces set : faces) {
            List<FoundTestSet> own =
                    testSets.stream().filter(t -> t.images().equals(set.root())).toList();
            if (set.kind().hasIdentities()) {
                made.add(dataset(set.name(), set.root(), set.ageLabels(), own, known, taken));
            }
        }
        return withOthers(made, testSets, known);
    }

    /** Test sets without a dataset of their own (CACD-VS, .bin) go to the first one there is. */
    private static List<KnownDataset> withOthers(
            List<KnownDataset> made, List<FoundTestSet> testSets, List<KnownDataset> known) {
        List<FoundTestSet> others =
                testSets.stream()
                        .filter(t -> made.stream().noneMatch(d -> d.root().equals(t.images())))
                        .toList();
        List<KnownDataset> hosts = made.isEmpty() ? known : made;
        if (others.isEmpty() || hosts.isEmpty()) {
            return made;
        }
        KnownDataset host = hosts.get(0);
        List<KnownDataset> all = new ArrayList<>(made);
        all.remove(host);
        all.add(
                0,
                dataset(
                        host.name(),
                        host.root(),
                        host.ageLabels(),
                        others,
                        List.of(host),
                        new HashSet<>()));
        return all;
    }

    /** All of a survey. */
    public static List<KnownDataset> of(DatasetSurvey survey, List<KnownDataset> known) {
        return of(survey.faces(), survey.testSets(), known);
    }

    /** A test set as it is remembered. */
    public static TestSetRequest request(FoundTestSet set) {
        return new TestSetRequest(set.pairs(), set.images());
    }

    private static KnownDataset dataset(
            String name,
            Path root,
            Optional<Path> ageLabels,
            List<FoundTestSet> testSets,
            List<KnownDataset> known,
            Set<String> taken) {
        Optional<KnownDataset> before =
                known.stream().filter(dataset -> dataset.root().equals(root)).findFirst();
        List<TestSetRequest> requests =
                new ArrayList<>(before.map(KnownDataset::testSets).orElse(List.of()));
        for (FoundTestSet set : testSets) {
            TestSetRequest request = request(set);
            if (!requests.contains(request)) {
                requests.add(request);
            }
        }
        return new KnownDataset(
                before.map(KnownDataset::name).orElseGet(() -> freeName(name, root, taken)),
                root,
                ageLabels.or(() -> before.flatMap(KnownDataset::ageLabels)),
                requests);
    }

    /** The folder's name, with its parents' as far as needed to be the only one. */
    private static String freeName(String name, Path root, Set<String> taken) {
        String free = name;
        for (Path parent = root.getParent();
                taken.contains(free) && parent != null && parent.getFileName() != null;
                parent = parent.getParent()) {
            free = parent.getFileName() + "/" + free;
        }
        String base = free;
        for (int i = 2; taken.contains(free); i++) {
            free = base + " " + i;
        }
        taken.add(free);
        return free;
    }
}
