package dev.interproto.dataset.layout;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.ListedImages;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts together what a walk found: which ages, which lists belong to which images. */
final class SurveyBuilder {
    /** In larger sets the pairs are not looked for one by one: that would walk all their images. */
    private static final long LOOKED_THROUGH = 200_000;

    private final Path root;
    private final Progress progress;
    private final SurveyWalk found;
    private final List<FacesIndex> sets = new ArrayList<>();
    private final Map<Path, List<String>> ageLists = new LinkedHashMap<>();
    private final Map<Path, List<String>> pairLists = new LinkedHashMap<>();
    private final List<FoundTestSet> testSets = new ArrayList<>();
    private final Set<Path> claimed = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    SurveyBuilder(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
        this.found = new SurveyWalk(progress);
    }

    DatasetSurvey build() throws IOException {
        found.walk(root);
        for (Map.Entry<Path, FolderLook> dataset : found.datasets.entrySet()) {
            progress.report(Double.NaN, "Counting " + dataset.getKey());
            sets.add(FacesIndex.of(dataset.getKey(), dataset.getValue(), progress));
        }
        for (Path text : found.texts) {
            progress.checkCancelled();
            Optional<ListedImages> list = ListedImages.in(text);
            list.ifPresent(
                    l ->
                            (l.kind() == ListedImages.Kind.AGES ? ageLists : pairLists)
                                    .put(text, l.paths()));
        }
        for (Map.Entry<Path, List<String>> list : pairLists.entrySet()) {
            pairList(list.getKey(), list.getValue());
        }
        List<FoundFaces> faces = new ArrayList<>();
        boolean othersToTrain =
                sets.stream().anyMatch(s -> !claimed.contains(s.root()) && !isBelowTests(s.root()));
        for (FacesIndex set : sets) {
            faces.add(faces(set, othersToTrain));
        }
        found.records.forEach(file -> faces.add(container(file)));
        found.pairBins.forEach(this::pairBin);
        faces.sort(Comparator.comparing(FoundFaces::forTests));
        whatIsMissing(faces);
        return new DatasetSurvey(root, faces, testSets, found.archives, missing);
    }

    /** Finds the images of a pair list and counts its pairs. */
    private void pairList(Path list, List<String> paths) throws IOException {
        progress.report(Double.NaN, "Looking for the images of " + list.getFileName());
        FacesIndex best = null;
        double bestScore = 0;
        for (FacesIndex set : sets) {
            progress.checkCancelled();
            double share = set.share(paths);
            double score = share + (share > 0 && names(paths, set) ? 1 : 0);
            if (score > bestScore) {
                best = set;
                bestScore = score;
            }
        }
        if (best == null && found.beside.contains(list)) {
            return;
        }
        if (best == null) {
            missing.add(
                    "The images of the pair list "
                            + list.getFileName()
                            + " are not here; it names images such as "
                            + paths.get(0)
                            + ".");
            return;
        }
        claimed.add(best.root());
        String name = stem(list);
        if (best.images() > LOOKED_THROUGH) {
            testSets.add(new FoundTestSet(name, list, best.root(), OptionalInt.empty(), List.of()));
            return;
        }
        try {
            PairList read = PairLists.read(list, best.root(), progress);
            int all = read.pairs().size() + read.missing().size();
            testSets.add(
                    new FoundTestSet(
                            name,
                            list,
                            best.root(),
                            OptionalInt.of(read.pairs().size()),
                            read.missing().isEmpty()
                                    ? List.of()
                                    : List.of(
                                            read.missing().size()
                                                    + " of "
                                                    + all
                                                    + " pairs lack an image; the first: "
                                                    + read.missing().get(0).what())));
        } catch (UserFacingException e) {
            missing.add(e.what() + " " + e.meaning());
        }
    }

    /** Whether the listed paths hold the name of the set's folder: the list was made for it. */
    private static boolean names(List<String> paths, FacesIndex set) {
        return paths.get(0).replace('\\', '/').contains("/" + set.name() + "/");
    }

    private FoundFaces faces(FacesIndex set, boolean othersToTrain) throws IOException {
        if (set.kind() == FacesKind.CACD_VS) {
            cacdVs(set);
        }
        List<String> lacks = new ArrayList<>();
        boolean forTests =
                isBelowTests(set.root())
                        || (claimed.contains(set.root())
                                && othersToTrain
                                && !isBelowTraining(set.root()));
        Optional<Path> ageLabels = forTests ? Optional.empty() : ages(set, lacks);
        String source = "no ages";
        if (ageLabels.isPresent()) {
            source = "ages from " + ageLabels.get().getFileName();
        } else if (set.kind() == FacesKind.LAG) {
            source = "no ages: LAG says young or old, not years";
        } else {
            AgeLabels names = AgeLabels.auto(set.root());
            if (!(names instanceof AgeLabels.None)) {
                source = names.describe();
            } else if (!forTests && set.kind().hasIdentities()) {
                lacks.add("No age labels: every image counts as an adult's.");
            }
        }
        if (set.kind() == FacesKind.UTKFACE) {
            lacks.add("Its names tell ages but not who is who: no identity can be learned.");
        }
        if (forTests
                && !claimed.contains(set.root())
                && set.kind() != FacesKind.UTKFACE
                && set.kind() != FacesKind.CACD_VS) {
            lacks.add("No pair list names its images.");
        }
        return new FoundFaces(
                set.name(),
                set.root(),
                set.kind(),
                forTests || set.kind() == FacesKind.CACD_VS,
                set.identities(),
                set.images(),
                set.estimated(),
                ageLabels,
                source,
                lacks);
    }

    private void cacdVs(FacesIndex set) {
        try {
            PairList pairs = CacdVs.pairs(set.root());
            testSets.add(
                    new FoundTestSet(
                            set.name(),
                            set.root(),
                            set.root(),
                            OptionalInt.of(pairs.pairs().size()),
                            pairs.missing().isEmpty()
                                    ? List.of()
                                    : List.of(
                                            pairs.missing().size()
                                                    + " of 4000 pairs lack an image.")));
        } catch (UserFacingException e) {
            missing.add(e.what());
        }
    }

    private Optional<Path> ages(FacesIndex set, List<String> lacks) throws IOException {
        AgeMatch best = AgeMatch.NONE;
        for (Map.Entry<Path, List<String>> list : ageLists.entrySet()) {
            progress.checkCancelled();
            String name = stem(list.getKey());
            boolean alike = AgeMatch.alike(name, set.name());
            // Numbered sets share many of their numbers: a file named for one is no other's.
            if (!alike && sets.stream().anyMatch(other -> AgeMatch.alike(name, other.name()))) {
                continue;
            }
            AgeMatch match =
                    new AgeMatch(Optional.of(list.getKey()), set.share(list.getValue()), alike);
            best = match.score() > best.score() ? match : best;
        }
        if (best.isNameOnly()) {
            lacks.add(
                    best.file().orElseThrow().getFileName()
                            + " is named like it, but none of the images it was asked for is"
                            + " here.");
            return Optional.empty();
        }
        if (best.isIn() && best.share() < 0.9) {
            lacks.add(
                    "About "
                            + Math.round(100 * (1 - best.share()))
                            + " % of the images that "
                            + best.file().orElseThrow().getFileName()
                            + " names are not here.");
        }
        return best.isIn() ? best.file() : Optional.empty();
    }

    private FoundFaces container(Path rec) {
        String name = rec.getFileName().toString();
        Path index = rec.resolveSibling(name.substring(0, name.length() - 4) + ".idx");
        Path folder = rec.getParent();
        return new FoundFaces(
                folder.getFileName() == null ? name : folder.getFileName() + "/" + name,
                rec,
                FacesKind.RECORD_IO,
                isBelowTests(rec),
                0,
                0,
                false,
                Optional.empty(),
                "ages are told when it is opened",
                Files.isRegularFile(index)
                        ? List.of()
                        : List.of(
                                "Its index "
                                        + index.getFileName()
                                        + " is not beside it; the file is read through instead."));
    }

    private void pairBin(Path bin) {
        testSets.add(new FoundTestSet(stem(bin), bin, bin, OptionalInt.empty(), List.of()));
    }

    private void whatIsMissing(List<FoundFaces> faces) {
        for (Path folder : found.photographs) {
            missing.add(
                    "Images lie directly in "
                            + folder
                            + "; nothing says whom they show, so they are left out.");
        }
        for (Path archive : found.archives) {
            missing.add(
                    archive.getFileName()
                            + " is still packed: open the archive itself to unpack it.");
        }
        missing.addAll(SeedLayout.missing(faces, testSets, pairLists.keySet(), ageLists.keySet()));
    }

    private boolean isBelowTests(Path set) {
        return side(set) == Side.TESTS;
    }

    private boolean isBelowTraining(Path set) {
        return side(set) == Side.TRAINING;
    }

    private enum Side {
        TESTS,
        TRAINING,
        UNSAID
    }

    /** What the nearest folder above a set, up to the one pointed at, says it is for. */
    private Side side(Path set) {
        for (Path at = set; at != null && at.startsWith(root); at = at.getParent()) {
            String name =
                    at.getFileName() == null
                            ? ""
                            : at.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.matches("train(ing)?([-_. ].*)?")) {
                return Side.TRAINING;
            }
            if (name.matches("(test|eval|val|verif)[a-z]*([-_. ].*)?")) {
                return Side.TESTS;
            }
        }
        return Side.UNSAID;
    }

    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
