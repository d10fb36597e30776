package dev.interproto.dataset.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FileNamePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairBuilderTest {
    private static final Path SHARED = Path.of("../shared/data");
    private static final PairRule.ChildAdult C20 = new PairRule.ChildAdult(13, 20);

    /** Ada has two child images and three adult ones; Bob one and one; Cy no child's. */
    private final FaceDataset faces =
            new NamedFaces(Path.of("faces"))
                    .identity("Ada", 2, 12, 31, 32, 50)
                    .identity("Bob", 5, 25)
                    .identity("Cy", 30, 60)
                    .build();

    private static BuiltPairs build(FaceDataset dataset, PairRule rule, long seed) {
        return PairBuilder.build(dataset, rule, seed, Progress.NONE);
    }

    private static List<String> lines(BuiltPairs pairs) {
        return IntStream.range(0, pairs.size())
                .mapToObj(
                        i ->
                                (pairs.same(i) ? "1 " : "0 ")
                                        + name(pairs, pairs.first(i))
                                        + " "
                                        + name(pairs, pairs.second(i)))
                .toList();
    }

    private static String name(BuiltPairs pairs, int sample) {
        return pairs.dataset().images().relativeName(sample);
    }

    @Test
    void everyGenuinePairOfTheRuleIsThereOnceWithTheChildFirst() {
        BuiltPairs pairs = build(faces, C20, 1);
        assertThat(lines(pairs).stream().filter(line -> line.startsWith("1")))
                .containsExactly(
                        "1 Ada/0.png Ada/2.png",
                        "1 Ada/0.png Ada/3.png",
                        "1 Ada/0.png Ada/4.png",
                        "1 Ada/1.png Ada/3.png",
                        "1 Ada/1.png Ada/4.png",
                        "1 Bob/0.png Bob/1.png");
        assertThat(pairs.genuine()).isEqualTo(6);
    }

    @Test
    void impostorPairsFollowTheSameRuleAndAreNeverTwice() {
        // Ada's 2-year-old: Bob 25, Cy 30, Cy 60; her 12-year-old: Cy 60; Bob's: 31, 32, 50, 30,
        // 60.
        Set<String> possible =
                Set.of(
                        "0 Ada/0.png Bob/1.png",
                        "0 Ada/0.png Cy/0.png",
                        "0 Ada/0.png Cy/1.png",
                        "0 Ada/1.png Cy/1.png",
                        "0 Bob/0.png Ada/2.png",
                        "0 Bob/0.png Ada/3.png",
                        "0 Bob/0.png Ada/4.png",
                        "0 Bob/0.png Cy/0.png",
                        "0 Bob/0.png Cy/1.png");
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            List<String> impostor =
                    lines(build(faces, C20, seed)).stream()
                            .filter(line -> line.startsWith("0"))
                            .toList();
            assertThat(impostor).hasSize(6).doesNotHaveDuplicates().isSubsetOf(possible);
            seen.addAll(impostor);
        }
        assertThat(seen).isEqualTo(possible);
    }

    @Test
    void theSameSeedGivesTheSamePairs() {
        assertThat(lines(build(faces, C20, 7))).isEqualTo(lines(build(faces, C20, 7)));
        assertThat(lines(build(faces, C20, 7))).isNotEqualTo(lines(build(faces, C20, 8)));
    }

    @Test
    void aLimitPerIdentityLeavesSomeOfItsPairs() {
        PairRule.ChildAdult two = new PairRule.ChildAdult(13, 20, OptionalInt.of(2));
        BuiltPairs pairs = build(faces, two, 3);
        assertThat(pairs.genuine()).isEqualTo(3);
        assertThat(pairs.size()).isEqualTo(6);
        assertThat(PairBuilder.count(faces, two, Progress.NONE))
                .isEqualTo(new PairBuilder.Possible(3, 2, 3));
    }

    @Test
    void tooFewImpostorPairsAreSaid() {
        FaceDataset alone = new NamedFaces(Path.of("f")).identity("Ada", 1, 2, 40, 41).build();
        BuiltPairs pairs = build(alone, C20, 1);
        assertThat(pairs.size()).isEqualTo(4);
        assertThat(pairs.warnings())
                .containsExactly("Only 0 impostor pairs can be made for 4 genuine ones.");
    }

    @Test
    void noPairAtAllSaysHowManyAgesThereAre() {
        assertThatThrownBy(() -> build(faces, new PairRule.ChildAdult(13, 60), 1))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("Of its 9 images 9 have an age, 3 of them below 13");
        assertThatThrownBy(() -> build(faces, new PairRule.ChildAdult(0, 20), 1))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("1 to 120");
    }

    @Test
    void moreGenuinePairsThanATestCanHoldAreRefusedBeforeTheyAreMade() {
        int[] years = IntStream.range(0, 2000).map(i -> i < 1000 ? 5 : 40).toArray();
        FaceDataset large = new NamedFaces(Path.of("f")).identity("Ada", years).build();
        assertThatThrownBy(() -> build(large, C20, 1)).hasMessageContaining("1000000 genuine");
        assertThat(build(large, new PairRule.ChildAdult(13, 20, OptionalInt.of(10)), 1).genuine())
                .isEqualTo(10);
    }

    @Test
    void everyImpostorPairIsAsLikelyAsAnyOther() {
        NamedFaces many = new NamedFaces(Path.of("f"));
        for (int i = 0; i < 20; i++) {
            many.identity("id" + i, 3, 4, 5, 40, 41);
        }
        // 20 identities × 3 children × 19 × 2 adults = 2,280 pairs, 120 drawn; a child 2 on
        // average.
        BuiltPairs pairs = build(many.build(), C20, 5);
        int[] perIdentity = new int[20];
        for (int i = 120; i < 240; i++) {
            perIdentity[pairs.dataset().identityOf(pairs.first(i))]++;
        }
        assertThat(java.util.Arrays.stream(perIdentity).boxed())
                .allMatch(count -> count >= 1 && count <= 14);
    }

    @Test
    void randomPairsStayWithinTheirFold() {
        NamedFaces many = new NamedFaces(Path.of("f"));
        for (int i = 0; i < 25; i++) {
            many.identity("id" + i, 30, 31, 32, 33);
        }
        BuiltPairs pairs = build(many.build(), new PairRule.AtRandom(3, 5), 2);
        assertThat(pairs.foldSizes()).containsExactly(30, 30, 30, 30, 30);
        assertThat(pairs.genuine()).isEqualTo(75);
        assertThat(lines(pairs)).doesNotHaveDuplicates();
        Set<Integer> before = new HashSet<>();
        for (int fold = 0; fold < 5; fold++) {
            Set<Integer> identities =
                    IntStream.range(30 * fold, 30 * fold + 30)
                            .flatMap(i -> IntStream.of(pairs.first(i), pairs.second(i)))
                            .map(pairs.dataset()::identityOf)
                            .boxed()
                            .collect(Collectors.toSet());
            before.addAll(identities);
            assertThat(identities).hasSize(5);
            assertThat(before).hasSize(5 * (fold + 1));
        }
    }

    @Test
    void identitiesWithFewImagesGiveWhatTheyHave() {
        FaceDataset few =
                new NamedFaces(Path.of("f"))
                        .identity("a", 1, 1, 1)
                        .identity("b", 1, 1)
                        .identity("c", 1)
                        .build();
        BuiltPairs pairs = build(few, new PairRule.AtRandom(5, 10), 1);
        assertThat(lines(pairs))
                .contains(
                        "1 a/0.png a/1.png",
                        "1 a/0.png a/2.png",
                        "1 a/1.png a/2.png",
                        "1 b/0.png b/1.png")
                .hasSize(8);
        assertThat(pairs.foldSizes()).isEmpty();
        assertThat(pairs.warnings())
                .containsExactly(
                        "Only 2 identities have two images, enough for 1 fold instead of 10.");
    }

    /** The construction of the official lists, from nothing but the file names. */
    @ParameterizedTest
    @CsvSource({"fgnet20_child.txt, 20, 346", "fgnet30_child.txt, 30, 114"})
    void rebuildsTheGenuinePairsOfFgNet(String list, int gap, int count) throws IOException {
        FaceDataset part = fgNetPart();
        BuiltPairs pairs = build(part, new PairRule.ChildAdult(13, gap), 4885);
        List<String> official =
                Files.readAllLines(SHARED.resolve("pair-lists").resolve(list)).stream()
                        .filter(line -> line.startsWith("1 "))
                        .map(line -> line.replace("dataset/test/FGNET-aligned/", ""))
                        .map(line -> line.toUpperCase(Locale.ROOT))
                        .filter(line -> line.substring(2, 5).compareTo("041") <= 0)
                        .toList();
        assertThat(official).hasSize(count);
        assertThat(lines(pairs).subList(0, pairs.genuine()))
                .map(line -> line.toUpperCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(official);
        assertThat(pairs.size()).isEqualTo(2 * count);
    }

    /** What the official impostor pairs have in common; which ones were drawn nobody wrote down. */
    @ParameterizedTest
    @CsvSource({
        "fgnet20_child.txt, 20, 517",
        "fgnet30_child.txt, 30, 186",
        "agedb20_child.txt, 20, 1893",
        "agedb30_child.txt, 30, 1389"
    })
    void theOfficialImpostorPairsFollowTheRuleOfTheGenuineOnes(String list, int gap, int count)
            throws IOException {
        Path file = SHARED.resolve("pair-lists").resolve(list);
        assumeTrue(Files.exists(file), "the official lists are not beside the project");
        FileNamePattern pattern =
                list.startsWith("fgnet") ? FileNamePattern.FG_NET : FileNamePattern.AGEDB;
        Set<Set<String>> unordered = new HashSet<>();
        int same = 0;
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(" ");
            String child = fields[1].substring(fields[1].lastIndexOf('/') + 1);
            String adult = fields[2].substring(fields[2].lastIndexOf('/') + 1);
            int childAge = pattern.age(child).orElseThrow();
            assertThat(childAge).isLessThan(13);
            assertThat(pattern.age(adult).orElseThrow() - childAge).isGreaterThanOrEqualTo(gap);
            assertThat(identity(child).equals(identity(adult))).isEqualTo(fields[0].equals("1"));
            assertThat(unordered.add(Set.of(child, adult))).as(line).isTrue();
            same += fields[0].equals("1") ? 1 : 0;
        }
        assertThat(same).isEqualTo(count);
        assertThat(unordered).hasSize(2 * count);
    }

    private static String identity(String fileName) {
        String[] parts = fileName.split("_");
        return parts.length == 1 ? fileName.substring(0, 3) : parts[1];
    }

    private static FaceDataset fgNetPart() throws IOException {
        Path images = SHARED.resolve("fgnet-part/images");
        assumeTrue(Files.isDirectory(images), "FG-NET's photographs are not beside the project");
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(images)) {
            files.map(file -> file.getFileName().toString()).sorted().forEach(names::add);
        }
        NamedFaces faces = new NamedFaces(images);
        names.forEach(
                name -> faces.image(name.substring(0, 3), name, FileNamePattern.FG_NET.age(name)));
        return faces.build();
    }
}
