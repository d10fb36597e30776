package dev.interproto.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.verification.IdentifiedQuery;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.StoredIdentification;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two drawn people as children and adults, looked for with random weights. */
class IdentifyCommandTest {
    @TempDir private static Path folder;
    private static Workspace workspace;
    private static Path people;

    @BeforeAll
    static void draw() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        DemoFacesReport faces =
                DemoFaces.write(
                        folder.resolve("faces"),
                        new DemoFacesOptions(3, 10, 0.67, 2, 6, 7, 2),
                        Progress.NONE);
        people = faces.folder().resolve("test");
        Path person = people.resolve("0000003");
        Files.write(person.resolve("003A05x.jpg"), new byte[] {1, 2, 3});
        byte[] whole;
        try (Stream<Path> images = Files.list(person)) {
            whole =
                    Files.readAllBytes(
                            images.filter(IdentifyCommandTest::isAdults).findFirst().orElseThrow());
        }
        Files.write(person.resolve("003A06y.jpg"), Arrays.copyOf(whole, 700));
        SampleModels.shelve(workspace, "bare", 0);
    }

    private static boolean isAdults(Path image) {
        return image.getFileName().toString().matches("003A[3-9].*");
    }

    private static CapturedConsole.Result identify(Object... more) {
        Object[] all = new Object[more.length + 7];
        List<Object> first =
                List.of(
                        "identify",
                        "--model",
                        "bare",
                        "--data",
                        people,
                        "--workspace",
                        workspace.root());
        for (int i = 0; i < first.size(); i++) {
            all[i] = first.get(i);
        }
        System.arraycopy(more, 0, all, first.size(), more.length);
        return CapturedConsole.run(all);
    }

    @Test
    void ratesQueriesAndCurveAreWrittenAndReadBack() throws Exception {
        Path out = folder.resolve("out");
        CapturedConsole.Result result = identify("--json", "--out", out);

        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        int queries = json.get("queries").asInt();
        assertThat(queries).isPositive();
        assertThat(json.get("gallery_identities").asInt()).isEqualTo(2);
        assertThat(json.get("unreadable_images").asInt()).isEqualTo(1);
        assertThat(json.get("cautions").toString()).contains("1 problems");
        assertThat(json.get("ranks").get(0).get("chance").asDouble()).isEqualTo(0.5);
        assertThat(json.get("ranks").get(1).get("rate").asDouble()).isEqualTo(1);
        assertThat(out.resolve("cmc.png")).isNotEmptyFile();
        assertThat(out.resolve("cmc.svg")).isNotEmptyFile();
        assertThat(out.resolve("cmc.csv")).content().startsWith("rank,rate,chance\n1,");
        assertThat(out.resolve("missing.csv")).content().contains("003A06y.jpg");

        List<StoredIdentification> stored =
                StoredIdentification.of(new ModelShelf(workspace).folder("bare"));
        StoredIdentification one =
                stored.stream().filter(s -> s.report().gap() == 0).findFirst().orElseThrow();
        List<IdentifiedQuery> read = one.queries();
        assertThat(read).hasSize(queries);
        assertThat(read)
                .allSatisfy(
                        query -> {
                            assertThat(query.image().file()).exists();
                            assertThat(query.nearest()).hasSize(2);
                            assertThat(query.nearest().get(query.rank() - 1).identity())
                                    .isEqualTo(query.identity());
                        });
        double first = read.stream().filter(query -> query.rank() == 1).count() / (double) queries;
        assertThat(json.get("ranks").get(0).get("rate").asDouble()).isEqualTo(first);
        // Those beside it are no pair lists: the evaluations stay as they were.
        assertThat(new ModelShelf(workspace).folder("bare").evaluations()).isEmpty();
    }

    @Test
    void figuresAreShownWithTheirCountsAndChance() {
        CapturedConsole.Result result = identify("--gap", "20", "--child-age", "10");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("children under 10")
                .contains("among 2 identities")
                .contains("rank-1")
                .contains("by chance")
                .contains("too few to trust");
        assertThat(result.err()).contains("identification-test-gap20");
    }

    @Test
    void distractorsHaveAnIdentificationOfTheirOwn() throws Exception {
        Path others = folder.resolve("others");
        for (int person = 0; person < 2; person++) {
            Path place = Files.createDirectories(others.resolve("o" + person));
            Files.copy(
                    people.resolve("0000003").resolve(adult()),
                    place.resolve("o" + person + ".jpg"));
        }
        identify();
        CapturedConsole.Result among = identify("--distractors", others, "--json");

        assertThat(among.code()).as(among.err()).isZero();
        assertThat(among.json().get("gallery_identities").asInt()).isEqualTo(4);
        assertThat(among.json().get("distractor_identities").asInt()).isEqualTo(2);
        assertThat(StoredIdentification.of(new ModelShelf(workspace).folder("bare")))
                .extracting(stored -> stored.folder().getFileName().toString())
                .contains("identification-test", "identification-test-among-others");
    }

    private static String adult() throws IOException {
        try (Stream<Path> images = Files.list(people.resolve("0000003"))) {
            return images.filter(IdentifyCommandTest::isAdults)
                    .findFirst()
                    .orElseThrow()
                    .getFileName()
                    .toString();
        }
    }

    @Test
    void wrongUsageIsToldApartFromFailure() {
        assertThat(identify("--gap", "-1").code()).isEqualTo(2);
        assertThat(identify("--gap", "90").code()).isEqualTo(1);
        assertThat(identify("--gap", "90").err()).contains("at least 90 years older");
        assertThat(identify("--distractors", people).err()).contains("the dataset itself");
    }
}
