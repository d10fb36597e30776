package dev.interproto.workspace.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.Refinements;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFolderTest {
    private static final String STARTS =
            """
            {"name": "%s", "preset": "small", "settings": {%s}, "seeds": [1],
             "datasets": [{"folder": "elsewhere"}], "starts": [%s]}
            """;

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        Files.createDirectories(workspace.root().resolve("datasets/faces"));
        Files.createDirectories(folder.resolve("elsewhere"));
    }

    private SweepFolder create(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), json);
        return SweepFolder.create(workspace, SweepPlan.read(file), folder);
    }

    private static List<String> names(List<SweepCell> cells) {
        return cells.stream().map(SweepCell::name).toList();
    }

    @Test
    void aPlanWrittenByHandBecomesItsCellsSeedBySeed() throws IOException {
        SweepFolder sweep =
                create(
                        """
                        {"name": "try", "preset": "demo",
                         "settings": {"epochs": 6, "refinements": {"partial_fc": 0.5}},
                         "methods": [{"head": "arcface"},
                                     {"head": "cosface", "options": {"margin": 0.2}}],
                         "lambda": [0, 0.5], "seeds": [1, 2],
                         "datasets": [{"folder": "datasets/faces"}],
                         "exclude": [{"method": "cosface", "lambda": 0.5}]}
                        """);
        List<SweepCell> cells = sweep.cells();
        assertThat(names(cells))
                .containsExactly(
                        "try faces arcface lambda=0 seed=1",
                        "try faces arcface lambda=0.5 seed=1",
                        "try faces cosface margin=0.2 lambda=0 seed=1",
                        "try faces arcface lambda=0 seed=2",
                        "try faces arcface lambda=0.5 seed=2",
                        "try faces cosface margin=0.2 lambda=0 seed=2");
        assertThat(cells).allSatisfy(cell -> assertThat(Workspace.isRunName(cell.name())).isTrue());
        TrainingConfiguration cosface = cells.get(5).request().configuration();
        assertThat(cosface.head().name()).isEqualTo("cosface");
        assertThat(cosface.head().options()).containsEntry("margin", 0.2);
        assertThat(cosface.seed()).isEqualTo(2);
        assertThat(cosface.lambdaChild()).isZero();
        assertThat(cosface.refinements()).isEqualTo(Refinements.NONE.withPartialFc(0.5));
        // The preset's 7 and 10 of 12 epochs.
        assertThat(cosface.milestones()).containsExactly(4, 5);
        assertThat(cells.get(1).row().title()).isEqualTo("ArcFace + Inter-Prototype (λ 0.5)");
        assertThat(cells.get(2).row().title()).isEqualTo("CosFace, margin 0.2");
        assertThat(cells.get(0).request().data())
                .isEqualTo(workspace.root().resolve("datasets/faces"));
    }

    @Test
    void pathsBelowTheWorkspaceStayRelativeSoThatTheFolderMayMove() throws IOException {
        SweepFolder sweep =
                create(
                        """
                        {"name": "try", "preset": "demo", "datasets": [
                          {"folder": "%s"}, {"folder": "elsewhere"}]}
                        """
                                .formatted(
                                        workspace
                                                .root()
                                                .resolve("datasets/faces")
                                                .toString()
                                                .replace('\\', '/')));
        assertThat(sweep.plan().datasets())
                .extracting(SweepPlan.Dataset::folder)
                .containsExactly("datasets/faces", folder.resolve("elsewhere").toString());

        Path moved = Files.move(workspace.root(), folder.resolve("moved"));
        SweepFolder there = SweepFolder.open(Workspace.open(moved), "try");
        assertThat(there.cells().get(0).request().data())
                .isEqualTo(moved.resolve("datasets/faces"));
    }

    @Test
    void whatMeansNothingIsRefusedByName() {
        assertThatThrownBy(() -> create("{\"name\": \"a\", \"lamda\": [1]}"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("lamda");
        String rest = "\"preset\": \"demo\", \"datasets\": [{\"folder\": \"elsewhere\"}]}";
        assertThatThrownBy(() -> create("{\"name\": \"a\", \"settings\": {\"epoch\": 3}, " + rest))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("\"epoch\" is no setting");
        assertThatThrownBy(
                        () ->
                                create(
                                        "{\"name\": \"a\", \"methods\": [{\"head\": \"arcface\","
                                                + " \"options\": {\"size\": 3}}], "
                                                + rest))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("\"size\" is no option of the head arcface");
        assertThatThrownBy(
                        () -> create("{\"name\": \"a\", \"methods\": [{\"head\": \"x\"}], " + rest))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("margin head");
        assertThatThrownBy(() -> create("{\"name\": \"a\", \"seeds\": [1, 1], " + rest))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("Two cells");
        assertThatThrownBy(() -> create("{\"name\": \"a/b\", " + rest))
                .isInstanceOf(UserFacingException.class);
        assertThatThrownBy(
                        () ->
                                create(
                                        "{\"name\": \"a\", \"datasets\": [{\"folder\":"
                                                + " \"nowhere\"}]}"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("nowhere is not there");
        assertThat(SweepFolder.list(workspace)).isEmpty();
    }

    @Test
    void anExclusionThatLeavesNothingOutIsRefused() throws IOException {
        String plan =
                """
                {"name": "%s", "preset": "demo", "lambda": [0, 1], "seeds": [1, 2],
                 "methods": [{"head": "arcface"},
                             {"head": "cosface", "options": {"margin": 0.2}, "label": "mild"}],
                 "datasets": [{"folder": "elsewhere"}], "exclude": [%s]}
                """;
        String cosface = plan.formatted("a", "{\"method\": \"CosFace\", \"lambda\": 1}");
        assertThatThrownBy(() -> create(cosface))
                .isInstanceOfSatisfying(
                        UserFacingException.class,
                        e -> {
                            assertThat(e.what()).contains("excludes the method \"CosFace\"");
                            assertThat(e.remedy()).endsWith("is one of: arcface, mild.");
                        });
        for (String nobodys :
                List.of(
                        "{\"lambda\": 0.5}",
                        "{\"method\": \"arcface\", \"seed\": 3}",
                        "{\"dataset\": \"faces\"}",
                        "{\"start\": \"fresh\"}")) {
            assertThatThrownBy(() -> create(plan.formatted("a", nobodys)))
                    .as(nobodys)
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("which none of its cells has");
        }
        assertThat(SweepFolder.list(workspace)).isEmpty();
        String sound = "{\"method\": \"mild\", \"seed\": 2, \"start\": \"scratch\"}";
        assertThat(names(create(plan.formatted("b", sound)).cells()))
                .as("2 methods, 2 λ and 2 seeds, without two")
                .hasSize(6)
                .noneMatch(name -> name.contains("mild") && name.endsWith("seed=2"));
    }

    @Test
    void theBackboneIsThatOfTheStartsWhereTheSettingsNameNone() throws IOException {
        SampleModels.shelve(workspace, "tiny", 3);
        SweepFolder sweep = create(STARTS.formatted("a", "", "{}, {\"model\": \"tiny\"}"));

        assertThat(sweep.cells())
                .hasSize(2)
                .allSatisfy(
                        cell ->
                                assertThat(cell.request().configuration().backbone())
                                        .isEqualTo("ir-small"));
    }

    @Test
    void aStartOfAnotherBackboneIsRefusedBeforeAnythingIsTrained() throws IOException {
        SampleModels.shelve(workspace, "tiny", 3);
        String contradicting =
                STARTS.formatted(
                        "a", "\"backbone\": \"mobilefacenet\"", "{}, {\"model\": \"tiny\"}");
        assertThatThrownBy(() -> create(contradicting))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(
                        "starts from \"tiny\", which is of the backbone ir-small, but its settings"
                                + " name mobilefacenet");
        assertThatThrownBy(() -> create(STARTS.formatted("a", "", "{\"model\": \"tinny\"}")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("tinny");
        assertThat(SweepFolder.list(workspace)).isEmpty();

        String agreeing =
                STARTS.formatted("b", "\"backbone\": \"IR-small\"", "{\"model\": \"tiny\"}");
        assertThat(create(agreeing).cells()).hasSize(1);
    }

    @Test
    void longNamesAreCutAndStillDiffer() throws IOException {
        String label = "a method with a name that goes on and on and on and on";
        SweepFolder sweep =
                create(
                        """
                        {"name": "try", "preset": "demo", "seeds": [1, 2],
                         "methods": [{"head": "arcface", "label": "%s"}],
                         "datasets": [{"folder": "elsewhere", "name": "first dataset"}]}
                        """
                                .formatted(label));
        List<String> names = names(sweep.cells());
        assertThat(names).doesNotHaveDuplicates().allMatch(Workspace::isRunName);
        assertThat(names(sweep.cells())).isEqualTo(names);
    }

    @Test
    void variantsOfTheLossAreMethodsThatShareTheTrainingWithoutIt() throws IOException {
        SweepFolder sweep =
                create(
                        """
                        {"name": "v", "preset": "demo", "seeds": [1], "lambda": [0, 1],
                         "methods": [{"head": "arcface"},
                                     {"head": "arcface", "inter_prototype": {"distance": "L1"}},
                                     {"head": "arcface", "inter_prototype":
                                         {"window": "AFTER", "course": "RAMP", "ramp_epochs": 2}}],
                         "datasets": [{"folder": "elsewhere", "name": "d"}]}
                        """);

        assertThat(names(sweep.cells()))
                .containsExactly(
                        "v d arcface lambda=0 seed=1",
                        "v d arcface lambda=1 seed=1",
                        "v d arcface lambda=1 l1 seed=1",
                        "v d arcface lambda=1 after ramp=2 seed=1");
        assertThat(sweep.cells())
                .extracting(cell -> cell.row().title())
                .containsExactly(
                        "ArcFace",
                        "ArcFace + Inter-Prototype (λ 1)",
                        "ArcFace + Inter-Prototype (λ 1, L1)",
                        "ArcFace + Inter-Prototype (λ 1, from the first milestone on, rising over"
                                + " 2 epochs)");
        assertThat(
                        sweep.cells()
                                .get(2)
                                .request()
                                .configuration()
                                .refinements()
                                .interPrototype()
                                .distance())
                .isEqualTo(SimilarityDistance.L1);
    }

    @Test
    void theQueueIsReorderedAndNewCellsFollow() throws IOException {
        SweepFolder sweep =
                create(
                        """
                        {"name": "q", "preset": "demo", "seeds": [1, 2, 3], "lambda": [1],
                         "datasets": [{"folder": "elsewhere", "name": "d"}]}
                        """);
        List<String> planned = names(sweep.cells());
        sweep.move(List.of(planned.get(2)), false);
        sweep.move(List.of(planned.get(0)), true);
        assertThat(sweep.statuses().stream().map(s -> s.cell().name()))
                .containsExactly(planned.get(2), planned.get(1), planned.get(0));
        sweep.shift(planned.get(0), -1);
        assertThat(sweep.statuses().get(1).cell().name()).isEqualTo(planned.get(0));

        String grown = Files.readString(sweep.planFile()).replace("[ 1, 2, 3 ]", "[ 4, 1, 2, 3 ]");
        Files.writeString(sweep.planFile(), grown);
        assertThat(sweep.statuses()).hasSize(4);
        assertThat(sweep.statuses().get(3).cell().seed()).isEqualTo(4);
    }
}
