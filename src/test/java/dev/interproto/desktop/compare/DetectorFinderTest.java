package dev.interproto.desktop.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.network.detector.DetectorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorFinderTest {
    @TempDir private Path folder;
    private DetectorChoice choice = new DetectorChoice(DetectorKind.HAAR, Optional.empty());

    @Test
    void anotherChoiceCountsFromTheNextPhotographOn() throws IOException {
        Path grey = Files.write(folder.resolve("grey.png"), ImageEncoder.png(grey()));
        try (DetectorFinder finder = new DetectorFinder(new Messages(), () -> choice)) {
            assertThat(finder.find(grey).faces()).isEmpty();
            Path gone = folder.resolve("gone.onnx");
            choice = new DetectorChoice(DetectorKind.YUNET, Optional.of(gone));
            assertThatThrownBy(() -> finder.find(grey))
                    .isInstanceOfSatisfying(
                            UserFacingException.class,
                            failure -> assertThat(failure.what()).contains("gone.onnx"));
            choice = new DetectorChoice(DetectorKind.HAAR, Optional.of(gone));
            assertThat(finder.find(grey).problem()).isPresent();
        }
    }

    private static RgbImage grey() {
        return new RgbImage(200, 150, new byte[3 * 200 * 150]);
    }
}
