package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.exchange.BackboneWeights;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.training.NpzReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelShelfTest {
    private static final ModelRecord.Source SOURCE = new ModelRecord.Source("a.pth", "ab12");

    @TempDir private Path folder;
    private Workspace workspace;
    private ModelShelf shelf;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("w"));
        shelf = new ModelShelf(workspace);
    }

    @Test
    void weightsAndRecordAreKeptAsTheyCame() throws Exception {
        BackboneWeights weights = SampleModels.irSmall(3, 1);
        ShelfEntry.Model added = shelf.add("mine", weights, SOURCE, false);

        assertThat(shelf.models()).containsExactly(added);
        JsonNode json = Json.mapper().readTree(added.folder().recordFile().toFile());
        assertThat(json.get("kind").asText()).isEqualTo("backbone");
        assertThat(json.get("backbone").asText()).isEqualTo("ir-small");
        assertThat(json.get("embedding_size").asInt()).isEqualTo(128);
        assertThat(json.get("identities").asInt()).isEqualTo(3);
        assertThat(json.at("/preprocessing/colours").asText()).isEqualTo("RGB");
        assertThat(json.at("/source/sha256").asText()).isEqualTo("ab12");
        try (NpzReader archive = new NpzReader(added.folder().weightsFile())) {
            assertThat(archive.shape("parameters/head.weight")).containsExactly(3, 128);
            assertThat(archive.read("parameters/head.weight")).isEqualTo(weights.head().get());
            for (Map.Entry<String, float[]> own : weights.parameters().entrySet()) {
                assertThat(archive.read("parameters/" + own.getKey()))
                        .as(own.getKey())
                        .isEqualTo(own.getValue());
            }
        }
        try (var left = Files.list(workspace.models())) {
            assertThat(left).containsExactly(added.folder().path());
        }
    }

    @Test
    void aGraphKeepsItsBytesAndItsPreprocessing() throws Exception {
        Preprocessing bgr = new Preprocessing(Preprocessing.ColourOrder.BGR, 0, 1, 112);
        GraphModel graph = new GraphModel("ONNX", new byte[] {8, 7, 1}, 512, bgr);
        shelf.add("graph", graph, SOURCE, false);

        ShelfEntry.Model model = shelf.model("graph");
        assertThat(model.record().kind()).isEqualTo(ModelKind.ONNX);
        assertThat(model.record().backbone()).isEmpty();
        assertThat(model.record().preprocessing()).isEqualTo(bgr);
        assertThat(Files.readAllBytes(model.folder().graphFile())).containsExactly(8, 7, 1);
    }

    @Test
    void aTakenNameIsRefusedUnlessTheOldModelMayGo() {
        shelf.add("mine", SampleModels.irSmall(0, 1), SOURCE, false);
        assertThatThrownBy(() -> shelf.add("mine", SampleModels.irSmall(2, 1), SOURCE, false))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("already")
                .hasMessageContaining("--replace");
        assertThat(shelf.model("mine").record().identities()).isZero();
        shelf.add("mine", SampleModels.irSmall(2, 1), SOURCE, true);
        assertThat(shelf.model("mine").record().identities()).isEqualTo(2);
        assertThat(shelf.models()).hasSize(1);
    }

    @Test
    void aNameThatIsNoFolderNameIsRefused() {
        assertThatThrownBy(() -> shelf.requireName("../up", false))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cannot be the name of a model");
        assertThat(shelf.find("../up")).isEmpty();
    }

    @Test
    void damagedModelsAreListedWithWhatIsWrong() throws Exception {
        shelf.add("whole", SampleModels.irSmall(0, 1), SOURCE, false);
        ModelFolder cut = shelf.add("cut", SampleModels.irSmall(0, 1), SOURCE, false).folder();
        Files.writeString(cut.recordFile(), "{\"name\": ");
        ModelFolder lost = shelf.add("lost", SampleModels.irSmall(0, 1), SOURCE, false).folder();
        Files.delete(lost.weightsFile());
        Files.createDirectories(workspace.models().resolve("empty"));

        assertThat(shelf.models()).extracting(ShelfEntry::name).containsExactly("whole");
        assertThat(shelf.entries())
                .filteredOn(ShelfEntry.Damaged.class::isInstance)
                .extracting(e -> e.name() + ": " + ((ShelfEntry.Damaged) e).problem().what())
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("cut:").contains("is damaged"),
                        text -> assertThat(text).startsWith("empty:").contains("cannot be read"),
                        text -> assertThat(text).startsWith("lost:").contains("is missing"));
    }

    @Test
    void aRemovedModelCanBeBroughtBackAndIsNoRunInTheTrash() {
        ModelFolder model = shelf.add("mine", SampleModels.irSmall(0, 1), SOURCE, false).folder();
        TrashedModel trashed = shelf.remove(model);
        assertThat(shelf.entries()).isEmpty();
        assertThat(workspace.trashedRuns()).isEmpty();
        shelf.add("mine", SampleModels.irSmall(0, 1), SOURCE, false);
        assertThat(shelf.restore(trashed).name()).isEqualTo("mine-2");
        assertThat(shelf.models()).hasSize(2);
    }

    @Test
    void aModelThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> shelf.model("other")).hasMessageContaining("empty");
        shelf.add("mine", SampleModels.irSmall(0, 1), SOURCE, false);
        assertThatThrownBy(() -> shelf.model("other"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("There is no model \"other\"")
                .hasMessageContaining("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "model-symbol.json, model",
        "model-0000.params, model",
        "w600k_r50.onnx, w600k_r50",
        "my model.pth, my model",
        ".pth, model",
        "a*b.pt, a_b"
    })
    void aModelIsNamedAfterItsFile(String file, String name) {
        assertThat(ModelShelf.nameOf(Path.of(file))).isEqualTo(name);
    }

    @Test
    void anOldRecordWithoutOptionalFieldsIsRead() throws Exception {
        ModelFolder model = shelf.add("mine", SampleModels.irSmall(0, 1), SOURCE, false).folder();
        String text = Files.readString(model.recordFile());
        Files.writeString(model.recordFile(), text.replaceFirst("\\{", "{\"later\": 1,"));
        assertThat(model.record().backbone()).isEqualTo(Optional.of("ir-small"));
    }
}
