package dev.interproto.dataset.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.fuzz.FuzzRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairListFuzzTest {
    @TempDir Path folder;

    private final FaceDataset faces =
            new NamedFaces(Path.of("faces"))
                    .identity("Ada Lovelace", 2, 12, 31)
                    .identity("Bob", 5, 25)
                    .identity("Cy", 30, 60)
                    .build();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void damagedListsAreReadOrRefused() throws Exception {
        StringBuilder lfw = new StringBuilder("2\t1\n");
        lfw.append("Ada\t1\t2\nAda\t1\tBob\t2\nBob\t1\t3\nBob\t1\tAda\t2\n");
        FuzzRun fuzz =
                new FuzzRun(
                        11,
                        List.of(
                                bytes("1 Bob/0.png Bob/1.png\n0 Bob/0.png Cy/0.png\n"),
                                bytes(
                                        "\uFEFF1 d/Ada Lovelace/0.png d/Ada Lovelace/2.png\n"
                                                + "0 d/Ada Lovelace/0.png d/Cy/1.png\n"),
                                bytes(lfw.toString())));
        Path list = folder.resolve("list.txt");
        FuzzRun.Tally tally =
                fuzz.check(
                        input -> {
                            Files.write(list, input);
                            PairList read = PairLists.read(list, faces, Progress.NONE);
                            PairSurvey.of(
                                            read,
                                            Optional.of(faces),
                                            dev.interproto.dataset.AgeLabels.none(),
                                            13,
                                            Progress.NONE)
                                    .kinds();
                            return true;
                        });
        System.getLogger("fuzz").log(System.Logger.Level.INFO, "pair lists: " + tally);
        assertThat(tally.values()).isPositive();
        assertThat(tally.refusals()).isPositive();
    }

    @Test
    void damagedRecipesNeverKeepAListFromBeingRead() throws Exception {
        Path list = folder.resolve("list.txt");
        PairListWriter.write(
                list,
                PairBuilder.build(faces, new PairRule.AtRandom(2, 1), 1, Progress.NONE),
                Optional.empty(),
                Progress.NONE);
        Path recipe = PairRecipe.fileOf(list);
        FuzzRun.Tally tally =
                new FuzzRun(12, List.of(Files.readAllBytes(recipe)))
                        .check(
                                input -> {
                                    Files.write(recipe, input);
                                    PairRecipe.beside(list);
                                    PairList read = PairLists.read(list, faces, Progress.NONE);
                                    return !read.pairs().isEmpty();
                                });
        assertThat(tally.refusals()).isZero();
    }

    @Test
    void damagedIdentityListsAreReadOrRefused() throws Exception {
        Path file = folder.resolve("identities.txt");
        FuzzRun.Tally tally =
                new FuzzRun(13, List.of(bytes("Ada Lovelace\nBob\n\nCy\n")))
                        .check(
                                input -> {
                                    Files.write(file, input);
                                    IdentityNames names = IdentityNames.read(file);
                                    names.notIn(faces);
                                    try {
                                        return names.only(faces).size() > 0;
                                    } catch (UserFacingException nobody) {
                                        return false;
                                    }
                                });
        assertThat(tally.values()).isPositive();
    }
}
