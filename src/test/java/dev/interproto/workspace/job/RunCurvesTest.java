package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecorder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.Workspace;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCurvesTest {
    @TempDir private Path folder;

    @Test
    void smoothingIsTheMeanAtTheBeginningAndPassesGaps() {
        double[] smoothed = RunCurves.smoothed(new double[] {2, 4, Double.NaN, 4});
        // Weights 0.1 and 0.9 · 0.1 = 0.09: (0.09 · 2 + 0.1 · 4) / 0.19.
        assertThat(smoothed[0]).isEqualTo(2, within(1e-12));
        assertThat(smoothed[1]).isEqualTo(0.58 / 0.19, within(1e-12));
        assertThat(smoothed[2]).isEqualTo(smoothed[1]);
        assertThat(smoothed[3]).isBetween(smoothed[2], 4.0);
    }

    @Test
    void curvesOfTwoRunsBecomeAPictureInTheirColours() throws Exception {
        Workspace workspace = Workspace.open(folder);
        List<RunCurves.Drawn> drawn =
                List.of(
                        new RunCurves.Drawn(recorded(workspace, "a", 9), "λ = 1", 0x112233),
                        new RunCurves.Drawn(recorded(workspace, "b", 5), "λ = 0", 0xAA5500));
        Path png = folder.resolve("curves.png");
        new RunCurves(drawn).panels().save(png);
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(count(image, 0x112233)).isGreaterThan(500);
        assertThat(count(image, 0xAA5500)).isGreaterThan(500);

        Path svg = folder.resolve("curves.svg");
        new RunCurves(drawn).panels().save(svg);
        assertThat(Files.readString(svg))
                .contains("λ = 1")
                .contains("Inter-Prototype loss")
                .contains("c20: best-threshold accuracy (paper protocol)")
                .contains("stroke=\"#aa5500\"");
    }

    private static int count(BufferedImage image, int colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == colour) {
                    count++;
                }
            }
        }
        return count;
    }

    private static RunFolder recorded(Workspace workspace, String name, double loss) {
        RunFolder run = SampleRuns.write(workspace, name, RunStatus.PREPARED);
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            for (int step = 1; step <= 60; step++) {
                recorder.on(SampleRuns.step(step, (step - 1) / 20, loss + 10.0 / step));
                if (step % 20 == 0) {
                    int epoch = step / 20 - 1;
                    recorder.on(
                            new TrainingEvent.EpochDone(
                                    step,
                                    epoch,
                                    loss,
                                    0.3 * epoch,
                                    new PrototypeSimilarities(0.1, 0.02, 0.01),
                                    Duration.ofSeconds(2)));
                    recorder.on(SampleRuns.evaluated(step, epoch, "c20", 3 - epoch));
                }
            }
        }
        return run;
    }
}
