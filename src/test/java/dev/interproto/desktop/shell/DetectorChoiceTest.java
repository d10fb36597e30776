package dev.interproto.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.face.FaceDetectors;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorChoiceTest {
    @TempDir private Path folder;

    @Test
    void theChoiceIsKeptBetweenStartsAndTheFileWhileTheOtherDetectorIsChosen() {
        Path file = folder.resolve("preferences.json");
        Path model = folder.resolve("yunet.onnx");
        WorkbenchPreferences preferences = new WorkbenchPreferences(file);
        assertThat(DetectorChoice.of(preferences))
                .isEqualTo(new DetectorChoice(DetectorKind.HAAR, Optional.empty()));

        new DetectorChoice(DetectorKind.YUNET, Optional.of(model)).keep(preferences);
        assertThat(DetectorChoice.of(new WorkbenchPreferences(file)))
                .isEqualTo(new DetectorChoice(DetectorKind.YUNET, Optional.of(model)));

        new DetectorChoice(DetectorKind.HAAR, Optional.empty()).keep(preferences);
        DetectorChoice now = DetectorChoice.of(new WorkbenchPreferences(file));
        assertThat(now).isEqualTo(new DetectorChoice(DetectorKind.HAAR, Optional.of(model)));
        try (FaceDetectors detectors = now.open()) {
            assertThat(detectors.name()).startsWith("haar");
        }
    }
}
