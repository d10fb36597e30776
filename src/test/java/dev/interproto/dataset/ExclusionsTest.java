package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.fuzz.FuzzRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionsTest {
    @TempDir private Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("known").resolve(Exclusions.FILE_NAME);
        Exclusions some =
                Exclusions.NONE.with(
                        Map.of("ann/a, \"b\".png", "copy of ann/1.png", "bob/2.png", ""));
        some.write(file);
        assertThat(Exclusions.read(file)).isEqualTo(some);
        some.without(List.of("bob/2.png")).write(file);
        assertThat(Files.readString(file))
                .isEqualTo("path,reason\n\"ann/a, \"\"b\"\".png\",copy of ann/1.png\n");
    }

    @Test
    void nothingLeftOutIsNoFile() {
        Path file = folder.resolve(Exclusions.FILE_NAME);
        assertThat(Exclusions.read(file)).isEqualTo(Exclusions.NONE);
        Exclusions.NONE.with(Map.of("a/1.png", "x")).write(file);
        assertThat(file).exists();
        Exclusions.NONE.write(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void theDatasetGoesOnWithoutTheImagesAndSaysSo() throws IOException {
        for (String name : List.of("ann/1.png", "ann/2.png", "bob/1.png")) {
            Path image = folder.resolve(name);
            Files.createDirectories(image.getParent());
            Files.write(image, ImageEncoder.png(new RgbImage(8, 8, new byte[192])));
        }
        FaceDataset all = FaceFolder.open(folder, AgeLabels.none(), Progress.NONE);
        FaceDataset rest =
                Exclusions.NONE
                        .with(Map.of("ann/1.png", "a", "bob/1.png", "b", "cid/1.png", "c"))
                        .apply(all, Path.of("excluded.csv"));
        assertThat(rest.size()).isEqualTo(1);
        assertThat(rest.identityCount()).isEqualTo(1);
        assertThat(rest.images().relativeName(0)).isEqualTo("ann/2.png");
        assertThat(rest.leftOut()).isEqualTo(2);
        assertThat(rest.problems())
                .containsExactly(
                        new Problem(
                                "excluded.csv", "1 of the 3 images to leave out are not there."));
    }

    @Test
    void whatIsNoListIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve(Exclusions.FILE_NAME);
        Files.writeString(file, "path,reason\r\na/1.png,x\r\na/2.png\r\n");
        assertThatThrownBy(() -> Exclusions.read(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 3");
        Files.writeString(file, "a/1.png,x\n");
        assertThatThrownBy(() -> Exclusions.read(file)).hasMessageContaining("header");
    }

    @Test
    void damagedListsEndInAListOrAMessage() throws Exception {
        Path file = folder.resolve(Exclusions.FILE_NAME);
        byte[] valid =
                "path,reason\na/1.png,copy\n\"b,2.png\",\"says \"\"no\"\"\"\n"
                        .getBytes(StandardCharsets.UTF_8);
        new FuzzRun(11, List.of(valid))
                .check(
                        input -> {
                            Files.write(file, input);
                            return Exclusions.read(file).size() > 0;
                        });
    }
}
