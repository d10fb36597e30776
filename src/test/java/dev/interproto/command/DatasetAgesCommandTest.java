package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.verification.AgeModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAgesCommandTest {
    @TempDir Path folder;
    private Path faces;
    private Path workspace;

    /** Ada and Bob with two grey images each: red 50 and 90. */
    @BeforeEach
    void draw() throws IOException {
        faces = folder.resolve("faces");
        workspace = folder.resolve("workspace");
        for (String identity : List.of("Ada", "Bob")) {
            for (int grey : new int[] {50, 90}) {
                byte[] rgb = new byte[3 * 112 * 112];
                Arrays.fill(rgb, (byte) grey);
                Path file = faces.resolve(identity + "/" + grey + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, ImageEncoder.png(new RgbImage(112, 112, rgb)));
            }
        }
    }

    private CapturedConsole.Result ages(Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        all[0] = "dataset";
        all[1] = "ages";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--workspace";
        all[all.length - 1] = workspace;
        return CapturedConsole.run(all);
    }

    @Test
    void withoutAgesItSaysWhatThatMeans() {
        CapturedConsole.Result shown = ages(faces);
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("0 of 4 images", "loss stays 0");
    }

    @Test
    void agesAreSetShownTakenBackAndHandedOn() throws Exception {
        assertThat(ages("set", faces, "--identity", "Ada", "--age", "7").out())
                .contains("2 ages changed", "edited 2");
        assertThat(ages("set", faces, "--image", "Bob/50.png", "--age", "12").code()).isZero();

        JsonNode shown = ages(faces, "--json").json();
        assertThat(shown.get("images_with_age").asInt()).isEqualTo(3);
        assertThat(shown.get("ages_by_source").get("edited").asInt()).isEqualTo(3);
        assertThat(shown.get("images_by_decade").get(0).asInt()).isEqualTo(2);
        assertThat(rule(shown, 13, 1)).isEqualTo(2);
        assertThat(rule(shown, 13, 2)).isEqualTo(1);
        assertThat(rule(shown, 7, 1)).isZero();

        Path file = folder.resolve("ages.csv");
        assertThat(ages("export", faces, file).code()).isZero();
        assertThat(ages("undo", faces).out()).contains("edited 2");
        assertThat(ages("import", faces, file).out()).contains("3 ages taken in");
        JsonNode inspected =
                CapturedConsole.run(
                                "dataset",
                                "inspect",
                                faces,
                                "--age-labels",
                                file,
                                "--workspace",
                                folder.resolve("other"),
                                "--json")
                        .json();
        assertThat(inspected.get("ages_by_source").get("edited").asInt()).isEqualTo(3);
    }

    private static int rule(JsonNode shown, int childAge, int childFilter) {
        for (JsonNode rule : shown.get("child_identities")) {
            if (rule.get("child_age").asInt() == childAge
                    && rule.get("child_filter").asInt() == childFilter) {
                return rule.get("identities").asInt();
            }
        }
        throw new AssertionError("no such rule");
    }

    @Test
    void aModelEstimatesWhatIsMissing() throws Exception {
        // A tenth of the red: ages 5 and 9.
        Path model = AgeModels.linear(folder, 112, new float[][] {{0.1f, 0, 0}});
        ages("set", faces, "--image", "Ada/50.png", "--age", "33");
        CapturedConsole.Result estimated =
                ages("estimate", faces, "--model", model, "--mean", "0", "--scale", "1");
        assertThat(estimated.out()).contains("3 ages estimated", "edited 1, estimated 3");
        assertThat(rule(ages(faces, "--json").json(), 13, 2)).isOne();
        assertThat(ages("undo", faces, "--estimates").out()).contains("(edited 1)");
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(ages().code()).isEqualTo(2);
        assertThat(ages("set", faces, "--identity", "Nobody", "--age", "7").err())
                .contains("no identity Nobody");
        assertThat(ages("set", faces, "--identity", "Ada", "--age", "140").code()).isOne();
        assertThat(ages("set", faces, "--identity", "Ada", "--birth-year", "1990").err())
                .contains("2 images kept their age");
    }
}
