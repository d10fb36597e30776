package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PtsFileTest {
    @TempDir Path folder;

    @Test
    void fiveLandmarksAreTakenFromTheirPlaces() throws IOException {
        StringBuilder text = new StringBuilder("version: 1\r\nn_points: 68\r\n{\r\n");
        for (int i = 0; i < 68; i++) {
            text.append(i).append(' ').append(i + 0.5).append("\r\n");
        }

        FaceLandmarks found = PtsFile.read(write(text + "}\r\n")).landmarks();

        assertThat(found.leftEye()).isEqualTo(new Point(31, 31.5));
        assertThat(found.rightEye()).isEqualTo(new Point(36, 36.5));
        assertThat(found.nose()).isEqualTo(new Point(67, 67.5));
        assertThat(found.leftMouth()).isEqualTo(new Point(48, 48.5));
        assertThat(found.rightMouth()).isEqualTo(new Point(54, 54.5));
    }

    @Test
    void wrongLineIsNamed() throws IOException {
        Path file = write("version: 1\nn_points: 2\n{\n1 2\n3 four\n}\n");

        assertThatThrownBy(() -> PtsFile.read(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 5: \"3 four\" is not \"x y\"");
    }

    @Test
    void missingPointsAreCounted() throws IOException {
        Path file = write("version: 1\nn_points: 3\n{\n1 2\n3 4\n}\n");

        assertThatThrownBy(() -> PtsFile.read(file))
                .hasMessageContaining("line 6: 3 points are announced, 2 are there");
    }

    @Test
    void fileCutShortSaysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> PtsFile.read(write("version: 1\nn_points: 2\n{\n1 2\n")))
                .hasMessageContaining("the closing brace is missing");
        assertThatThrownBy(() -> PtsFile.read(write("")))
                .hasMessageContaining("the opening brace is missing");
    }

    @Test
    void otherNumbersOfPointsHaveNoKnownEyes() throws IOException {
        PtsFile two = PtsFile.read(write("n_points: 2\n{\n1 2\n3 4\n}\n"));

        assertThat(two.points()).hasSize(2);
        assertThatThrownBy(two::landmarks)
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("holds 2 points");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("a.pts"), text);
    }
}
