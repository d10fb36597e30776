package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPairsCommandTest {
    @TempDir private Path folder;
    private Path faces;

    @BeforeEach
    void drawFaces() throws IOException {
        faces = folder.resolve("faces");
        for (int identity = 1; identity <= 5; identity++) {
            Path own = Files.createDirectories(faces.resolve("00" + identity));
            for (String age : new String[] {"02", "08", "30", "45"}) {
                ImageIO.write(
                        new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB),
                        "png",
                        own.resolve("00" + identity + "A" + age + ".png").toFile());
            }
        }
    }

    private CapturedConsole.Result run(Object... words) {
        Object[] all = new Object[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--workspace";
        all[words.length + 1] = folder.resolve("workspace");
        return CapturedConsole.run(all);
    }

    @Test
    void aSplitThenPairsOfItsTestPartThenALookAtThem() throws Exception {
        Path out = folder.resolve("split");
        JsonNode split =
                run(
                                "dataset",
                                "split",
                                "--data",
                                faces,
                                "--test-range",
                                "004-005",
                                "--out",
                                out,
                                "--json")
                        .json();
        assertThat(split.at("/train/identities").asInt()).isEqualTo(3);
        assertThat(split.at("/test/images").asInt()).isEqualTo(8);
        assertThat(Files.readAllLines(out.resolve("test.txt"))).containsExactly("004", "005");

        Path list = folder.resolve("pairs.txt");
        CapturedConsole.Result built =
                run(
                        "dataset",
                        "pairs",
                        "build",
                        faces,
                        "--out",
                        list,
                        "--identities",
                        out.resolve("test.txt"),
                        "--gap",
                        "20");
        assertThat(built.code()).as(built.err()).isZero();
        // Two identities, each 2-30, 2-45, 8-30, 8-45.
        assertThat(built.out()).contains("genuine pairs   8").contains("impostor pairs  8");
        assertThat(Files.readAllLines(list).get(0)).isEqualTo("1 004/004A02.png 004/004A30.png");
        assertThat(Json.mapper().readTree(folder.resolve("pairs.json").toFile()).get("gap").asInt())
                .isEqualTo(20);

        JsonNode shown = run("dataset", "pairs", "show", list, "--images", faces, "--json").json();
        assertThat(shown.get("genuine").asInt()).isEqualTo(8);
        assertThat(shown.at("/kinds/child_adult").asInt()).isEqualTo(16);
        assertThat(shown.at("/genuine_by_gap/28").asInt()).isEqualTo(2);
        assertThat(shown.at("/genuine_by_younger_age/2").asInt()).isEqualTo(4);
        assertThat(shown.at("/identities").asInt()).isEqualTo(2);
        Files.delete(faces.resolve("004/004A02.png"));
        CapturedConsole.Result words = run("dataset", "pairs", "show", list, "--images", faces);
        assertThat(words.out()).contains("no image of that name").contains("by gap");
    }

    @Test
    void aRuleThatFindsNothingFails() {
        CapturedConsole.Result result =
                run(
                        "dataset",
                        "pairs",
                        "build",
                        faces,
                        "--out",
                        folder.resolve("p.txt"),
                        "--gap",
                        "60");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("has a child-adult pair");
        assertThat(folder.resolve("p.txt")).doesNotExist();
    }
}
