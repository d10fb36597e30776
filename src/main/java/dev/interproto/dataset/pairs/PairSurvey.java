package dev.interproto.dataset.pairs;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FileNamePattern;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of pairs with who is in the images and how old.
 *
 * @param list as read
 * @param pairs in the order of {@link PairList#pairs}
 * @param childAge below it an image is a child's
 */
public record PairSurvey(PairList list, List<ListedPair> pairs, int childAge) {
    private static final int REPORT_EVERY = 1 << 16;

    /** Share of file names that must follow a pattern; real sets hold a few odd files. */
    private static final double NEARLY_ALL = 0.8;

    public PairSurvey {
        pairs = List.copyOf(pairs);
    }

    /** Whose faces a pair shows, by age. */
    public enum Kind {
        CHILD_CHILD,
        CHILD_ADULT,
        ADULT_ADULT,
        UNKNOWN
    }

    /**
     * Someone in an image.
     *
     * @param identity name; empty where nothing tells it
     * @param age years
     */
    public record Person(String identity, OptionalInt age) {}

    /** A pair with the two people. */
    public record ListedPair(VerificationPair pair, Person first, Person second) {

        /** Years between the two; empty where an age is not known. */
        public OptionalInt gap() {
            return first.age().isPresent() && second.age().isPresent()
                    ? OptionalInt.of(Math.abs(first.age().getAsInt() - second.age().getAsInt()))
                    : OptionalInt.empty();
        }

        /** Age of the younger; empty where an age is not known. */
        public OptionalInt younger() {
            return first.age().isPresent() && second.age().isPresent()
                    ? OptionalInt.of(Math.min(first.age().getAsInt(), second.age().getAsInt()))
                    : OptionalInt.empty();
        }

        /** Which kind it is, with an image below {@code childAge} a child's. */
        public Kind kind(int childAge) {
            if (gap().isEmpty()) {
                return Kind.UNKNOWN;
            }
            boolean one = first.age().getAsInt() < childAge;
            boolean other = second.age().getAsInt() < childAge;
            return one && other
                    ? Kind.CHILD_CHILD
                    : one || other ? Kind.CHILD_ADULT : Kind.ADULT_ADULT;
        }
    }

    /**
     * Looks up who the people are: in the dataset where it has the images, else by the names of
     * folders and files.
     *
     * @param dataset one that may hold the images, with its ages
     * @param ages ages of the images that no dataset has; where it has none either, the file names
     *     are looked at
     */
    public static PairSurvey of(
            PairList list,
            Optional<FaceDataset> dataset,
            AgeLabels ages,
            int childAge,
            Progress progress) {
        Map<ImageLocation, Person> people =
                dataset.map(faces -> samples(list, faces, progress)).orElseGet(HashMap::new);
        ByName names = ByName.of(list, ages);
        List<ListedPair> pairs = new ArrayList<>();
        for (VerificationPair pair : list.pairs()) {
            pairs.add(
                    new ListedPair(
                            pair,
                            people.computeIfAbsent(pair.first(), names::person),
                            people.computeIfAbsent(pair.second(), names::person)));
        }
        return new PairSurvey(list, pairs, childAge);
    }

    /**
     * Looks up who the people of some pairs are by the names of folders and files.
     *
     * @param ages where it has none, the file names are looked at
     */
    public static PairSurvey ofNames(List<VerificationPair> pairs, AgeLabels ages, int childAge) {
        PairList list = new PairList("", Path.of(""), pairs, 0, List.of());
        return of(list, Optional.empty(), ages, childAge, Progress.NONE);
    }

    /** Pairs by their kind; kinds without any are left out. */
    public Map<Kind, Long> kinds() {
        return pairs.stream()
                .collect(
                        Collectors.groupingBy(
                                pair -> pair.kind(childAge),
                                () -> new java.util.EnumMap<>(Kind.class),
                                Collectors.counting()));
    }

    /** How many pairs are of one identity, as the list says. */
    public int genuine() {
        return (int) pairs.stream().filter(pair -> pair.pair().same()).count();
    }

    /** How many images there are, each counted once. */
    public int images() {
        return (int) images(list).count();
    }

    /** How many identities there are. */
    public int identities() {
        return (int)
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                        .map(Person::identity)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .count();
    }

    /** Pairs by the years between the two images, from 0. */
    public int[] byGap(boolean same) {
        return histogram(same, ListedPair::gap);
    }

    /** Pairs by the age of the younger, from 0. */
    public int[] byYounger(boolean same) {
        return histogram(same, ListedPair::younger);
    }

    private int[] histogram(
            boolean same, java.util.function.Function<ListedPair, OptionalInt> value) {
        int[] counts = new int[AgeLabels.OLDEST + 1];
        pairs.stream()
                .filter(pair -> pair.pair().same() == same)
                .map(value)
                .flatMapToInt(OptionalInt::stream)
                .forEach(years -> counts[years]++);
        return counts;
    }

    private static Stream<ImageLocation> images(PairList list) {
        return list.pairs().stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .distinct();
    }

    private static Map<ImageLocation, Person> samples(
            PairList list, FaceDataset dataset, Progress progress) {
        Set<ImageLocation> wanted = images(list).collect(Collectors.toSet());
        Map<ImageLocation, Person> found = new HashMap<>();
        ImageStore store = dataset.images();
        for (int sample = 0; sample < dataset.size() && found.size() < wanted.size(); sample++) {
            if (sample % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) sample / dataset.size(), "Looking up the images");
            }
            ImageLocation location = store.location(sample);
            if (wanted.contains(location)) {
                found.put(
                        location,
                        new Person(
                                dataset.identityName(dataset.identityOf(sample)),
                                dataset.age(sample)));
            }
        }
        return found;
    }

    /** What names tell. */
    private record ByName(
            AgeLabels ages,
            Optional<FileNamePattern> pattern,
            Map<ImageLocation, String> identities) {
        static ByName of(PairList list, AgeLabels ages) {
            return new ByName(
                    ages,
                    patternOf(list),
                    PairIdentities.of(list.pairs()).map(PairIdentities::byImage).orElse(Map.of()));
        }

        Person person(ImageLocation image) {
            String file = image.file().getFileName().toString();
            OptionalInt age = ages.age(folder(image), file);
            if (age.isEmpty() && pattern.isPresent()) {
                age = pattern.get().age(file);
            }
            return new Person(identities.getOrDefault(image, ""), age);
        }

        private static String folder(ImageLocation image) {
            Path folder = image.file().getParent();
            return folder == null || folder.getFileName() == null
                    ? ""
                    : folder.getFileName().toString();
        }

        private static Optional<FileNamePattern> patternOf(PairList list) {
            List<String> names =
                    images(list).map(image -> image.file().getFileName().toString()).toList();
            return Stream.of(FileNamePattern.values())
                    .map(pattern -> Map.entry(pattern, followers(pattern, names)))
                    .filter(entry -> entry.getValue() >= NEARLY_ALL * names.size())
                    .max(Comparator.comparingLong(Map.Entry::getValue))
                    .map(Map.Entry::getKey);
        }

        private static long followers(FileNamePattern pattern, List<String> names) {
            return names.stream().filter(name -> pattern.age(name).isPresent()).count();
        }
    }
}
