package dev.interproto.desktop.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsViewModelTest {
    @TempDir private Path folder;
    private final List<Throwable> failures = new ArrayList<>();
    private Workspace workspace;
    private ModelsViewModel viewModel;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        viewModel =
                new ModelsViewModel(
                        workspace,
                        new SameThreadTaskRunner(failures::add),
                        new RecordedNotifications(),
                        new Messages(),
                        (request, progress) -> {
                            if (request.file().endsWith("broken.onnx")) {
                                throw new UserFacingException("It is broken.", "a", "b");
                            }
                            return SampleModels.shelve(workspace, request.name().orElseThrow(), 2);
                        },
                        (model, file, progress) -> {});
    }

    @Test
    void droppedFilesComeToTheShelfUnderFreeNames() {
        viewModel.take(List.of(Path.of("a.pth"), Path.of("b.onnx")));
        viewModel.take(List.of(Path.of("a.pth")));
        assertThat(viewModel.rows()).extracting(ModelRow::name).containsExactly("a", "a-2", "b");
        assertThat(viewModel.wantedProperty().get()).contains("a-2");
        assertThat(failures).isEmpty();
    }

    @Test
    void anMxNetModelIsOneModelThoughItHasTwoFiles() {
        assertThat(
                        ModelDrops.models(
                                List.of(Path.of("net-0000.params"), Path.of("net-symbol.json"))))
                .containsExactly(Path.of("net-symbol.json"));
        assertThat(ModelDrops.models(List.of(Path.of("net-0000.params")))).hasSize(1);
    }

    @Test
    void onlyModelFilesAreOfferedAsModels() {
        ModelDrops drops = new ModelDrops((page, argument) -> {}, new Messages());
        assertThat(drops.page()).isEqualTo(PageId.RUNS);
        assertThat(drops.offer(List.of(Path.of("Net.ONNX")))).contains("Import the model Net.ONNX");
        assertThat(drops.offer(List.of(Path.of("a.pt"), Path.of("b.pth"))))
                .contains("Import 2 models");
        assertThat(drops.offer(List.of(Path.of("a.pt"), Path.of("b.png")))).isEmpty();
        assertThat(drops.offer(List.of(Path.of("pairs.txt")))).isEmpty();
    }

    @Test
    void aFileThatIsRefusedIsSaidAndLeavesTheShelf() {
        viewModel.take(List.of(Path.of("broken.onnx")));
        assertThat(failures).singleElement().isInstanceOf(UserFacingException.class);
        assertThat(viewModel.rows()).isEmpty();
        assertThat(viewModel.listedProperty().get()).isTrue();
    }

    @Test
    void aRemovedModelIsGone() {
        SampleModels.shelve(workspace, "a", 0);
        viewModel.refresh();
        viewModel.remove(List.copyOf(viewModel.rows()));
        assertThat(viewModel.rows()).isEmpty();
        assertThat(new ModelShelf(workspace).entries()).isEmpty();
    }
}
