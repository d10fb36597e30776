package dev.interproto.dataset.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The layout of the reference implementation (github leebebeto/Inter-Prototype): {@code
 * train/casia}, {@code train/ms1m}, {@code train/age-label}, {@code test/AgeDB-aligned}, {@code
 * FGNET-aligned}, {@code LAG-aligned} and five pair lists. Says what of it is missing.
 */
final class SeedLayout {
    private SeedLayout() {}

    /** The five test sets. */
    private enum TestSet {
        AGEDB_20("agedb20_child", "AgeDB-aligned", faces -> named(faces, "agedb")),
        AGEDB_30("agedb30_child", "AgeDB-aligned", faces -> named(faces, "agedb")),
        FGNET_20("fgnet20_child", "FGNET-aligned", TestSet::isFgNet),
        FGNET_30("fgnet30_child", "FGNET-aligned", TestSet::isFgNet),
        LAG("lag", "LAG-aligned", faces -> faces.kind() == FacesKind.LAG || named(faces, "lag"));

        private final String list;
        private final String folder;
        private final Predicate<FoundFaces> images;

        TestSet(String list, String folder, Predicate<FoundFaces> images) {
            this.list = list;
            this.folder = folder;
            this.images = images;
        }

        private static boolean isFgNet(FoundFaces faces) {
            return faces.kind() == FacesKind.FG_NET || named(faces, "fgnet");
        }

        private boolean isCalled(String name) {
            return name.equalsIgnoreCase(list);
        }
    }

    private static boolean named(FoundFaces faces, String start) {
        String letters = faces.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.startsWith(start);
    }

    /** What is missing; nothing where the folder does not look like that layout at all. */
    static List<String> missing(
            List<FoundFaces> faces,
            List<FoundTestSet> testSets,
            Collection<Path> pairLists,
            Collection<Path> ageLists) {
        List<String> listed = pairLists.stream().map(SurveyBuilder::stem).toList();
        boolean anyList =
                List.of(TestSet.values()).stream()
                        .anyMatch(set -> listed.stream().anyMatch(set::isCalled));
        long families =
                List.of(TestSet.AGEDB_20, TestSet.FGNET_20, TestSet.LAG).stream()
                        .filter(set -> faces.stream().anyMatch(set.images))
                        .count();
        if (!anyList && families < 2) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        for (TestSet set : TestSet.values()) {
            if (testSets.stream().anyMatch(found -> set.isCalled(found.name()))) {
                continue;
            }
            boolean images = faces.stream().anyMatch(set.images);
            boolean list = listed.stream().anyMatch(set::isCalled);
            if (images && !list) {
                missing.add(
                        "The pair list "
                                + set.list
                                + ".txt is not here; the images it is about ("
                                + set.folder
                                + ") are.");
            } else if (!images && !list) {
                missing.add(
                        "Of the test set "
                                + set.list
                                + " neither the pair list nor the images ("
                                + set.folder
                                + ") are here.");
            }
        }
        if (faces.stream().noneMatch(FoundFaces::isTrainingSet)) {
            missing.add("No training set is here (as in train/casia/<identity>/<image>).");
        } else if (ageLists.isEmpty()
                && faces.stream().anyMatch(f -> f.isTrainingSet() && f.ages().equals("no ages"))) {
            missing.add("No age labels are here (as in train/age-label/casia-webface.txt).");
        }
        return missing;
    }
}
