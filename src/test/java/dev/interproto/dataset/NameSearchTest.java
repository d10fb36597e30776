package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameSearchTest {
    @TempDir Path folder;

    @Test
    void aPartOfFolderOrFileNameFindsImagesInAnyLetterCase() {
        DrawnImages.write(folder.resolve("Ada/1.png"), 1);
        DrawnImages.write(folder.resolve("Zoë/1.png"), 1);
        DrawnImages.write(folder.resolve("Zoë/ada.PNG"), 1);
        FaceDataset dataset = FaceFolder.open(folder, AgeLabels.none(), Progress.NONE);

        assertThat(found(dataset, "ada")).isEqualTo("{0, 2}");
        assertThat(found(dataset, " ZOË/1 ")).isEqualTo("{1}");
        assertThat(found(dataset, "")).isEqualTo("{0, 1, 2}");
        assertThat(found(dataset, "ada/1.png and more")).isEqualTo("{}");
    }

    private static String found(FaceDataset dataset, String text) {
        return NameSearch.find(dataset, text, Progress.NONE).toString();
    }
}
