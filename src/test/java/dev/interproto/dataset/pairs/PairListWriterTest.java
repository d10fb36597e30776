package dev.interproto.dataset.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairListWriterTest {
    private static final PairRule.ChildAdult C20 = new PairRule.ChildAdult(13, 20);

    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("faces"));
    }

    private FaceDataset onDisk(FaceDataset dataset) throws IOException {
        for (int i = 0; i < dataset.size(); i++) {
            Path file = dataset.images().location(i).file();
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1});
        }
        return dataset;
    }

    private static List<VerificationPair> meant(BuiltPairs pairs) {
        return IntStream.range(0, pairs.size())
                .mapToObj(
                        i ->
                                new VerificationPair(
                                        pairs.same(i),
                                        location(pairs, pairs.first(i)),
                                        location(pairs, pairs.second(i))))
                .toList();
    }

    private static ImageLocation location(BuiltPairs pairs, int sample) {
        return pairs.dataset().images().location(sample);
    }

    @Test
    void namesWithBlanksAndAccentsAreFoundAgain() throws IOException {
        FaceDataset dataset =
                onDisk(
                        new NamedFaces(root)
                                .image("Ana María", "Ana María/as a child.png", OptionalInt.of(3))
                                .image("Ana María", "Ana María/grown  up.JPG", OptionalInt.of(40))
                                .image("李 明", "李 明/1.png 2.png", OptionalInt.of(4))
                                .image("李 明", "李 明/老 人.jpeg", OptionalInt.of(70))
                                .build());
        BuiltPairs pairs = PairBuilder.build(dataset, C20, 1, Progress.NONE);
        Path file = folder.resolve("lists/mine.txt");
        PairListWriter.Written written =
                PairListWriter.write(file, pairs, Optional.empty(), Progress.NONE);
        assertThat(written.warnings()).isEmpty();
        PairList read = PairLists.read(file, root, Progress.NONE);
        assertThat(read.missing()).isEmpty();
        assertThat(read.pairs()).isEqualTo(meant(pairs)).hasSize(4);
    }

    @Test
    void theRecipeTellsHowToMakeTheListAgain() throws IOException {
        FaceDataset dataset =
                onDisk(new NamedFaces(root).identity("Ada", 2, 31).identity("Bob", 5, 25).build());
        Path file = folder.resolve("mine.txt");
        PairListWriter.write(
                file,
                PairBuilder.build(dataset, C20, 42, Progress.NONE),
                Optional.of(folder.resolve("test.txt")),
                Progress.NONE);
        PairRecipe recipe = PairRecipe.beside(file).orElseThrow();
        assertThat(recipe.kind()).isEqualTo("child-adult");
        assertThat(recipe.childAge()).hasValue(13);
        assertThat(recipe.gap()).hasValue(20);
        assertThat(recipe.perIdentity()).isEmpty();
        assertThat(recipe.seed()).isEqualTo(42);
        assertThat(recipe.genuine()).isEqualTo(2);
        assertThat(recipe.impostor()).isEqualTo(2);
        assertThat(recipe.fingerprint()).hasSize(32);
        assertThat(recipe.identityList())
                .hasValueSatisfying(f -> assertThat(f).endsWith("test.txt"));
    }

    @Test
    void foldsAreReadBackUnlessTheListWasChanged() throws IOException {
        NamedFaces faces = new NamedFaces(root);
        for (int i = 0; i < 6; i++) {
            faces.identity("id" + i, 30, 31, 32);
        }
        BuiltPairs pairs =
                PairBuilder.build(
                        onDisk(faces.build()), new PairRule.AtRandom(2, 3), 1, Progress.NONE);
        Path file = folder.resolve("folds.txt");
        PairListWriter.write(file, pairs, Optional.empty(), Progress.NONE);
        PairList read = PairLists.read(file, root, Progress.NONE);
        assertThat(read.folds()).isEqualTo(3);
        assertThat(read.foldOf().subList(0, 8)).containsOnly(0);
        assertThat(read.foldOf().subList(16, 24)).containsOnly(2);
        List<String> lines = Files.readAllLines(file);
        java.util.Collections.swap(lines, 0, 23);
        Files.write(file, lines);
        assertThat(PairLists.read(file, root, Progress.NONE).folds()).isZero();
    }

    @Test
    void namesThatNoListCanHoldAreLeftOutAndSaid() throws IOException {
        FaceDataset dataset =
                new NamedFaces(root)
                        .image("Ada", "Ada/a\nb.png", OptionalInt.of(3))
                        .image("Ada", "Ada/c.png", OptionalInt.of(4))
                        .image("Ada", "Ada/d.png", OptionalInt.of(40))
                        .build();
        PairListWriter.Written written =
                PairListWriter.write(
                        folder.resolve("l.txt"),
                        PairBuilder.build(dataset, C20, 1, Progress.NONE),
                        Optional.empty(),
                        Progress.NONE);
        assertThat(written.recipe().genuine()).isEqualTo(1);
        assertThat(written.warnings())
                .anySatisfy(w -> assertThat(w).startsWith("1 pairs were left out").contains("a?b"));
    }

    @Test
    void noOtherProgramsFileIsOverwritten() throws IOException {
        FaceDataset dataset = new NamedFaces(root).identity("Ada", 2, 31).build();
        BuiltPairs pairs = PairBuilder.build(dataset, C20, 1, Progress.NONE);
        Files.writeString(folder.resolve("mine.json"), "{\"their\": 1}");
        assertThatThrownBy(
                        () ->
                                PairListWriter.write(
                                        folder.resolve("mine.txt"),
                                        pairs,
                                        Optional.empty(),
                                        Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("no recipe");
        assertThatThrownBy(
                        () ->
                                PairListWriter.write(
                                        folder.resolve("list.json"),
                                        pairs,
                                        Optional.empty(),
                                        Progress.NONE))
                .hasMessageContaining("takes a name ending in .json");
    }
}
