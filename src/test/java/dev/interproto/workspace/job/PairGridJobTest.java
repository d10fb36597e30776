package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.StoredEvaluation;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairGridJobTest {
    @TempDir private Path folder;

    /** Twelve genuine pairs at 0.00, 0.05 … 0.55 and four impostor pairs at 0.0, 0.1 … 0.3. */
    private StoredEvaluation evaluation() throws Exception {
        byte[] green = new byte[3 * 112 * 112];
        for (int i = 1; i < green.length; i += 3) {
            green[i] = (byte) 200;
        }
        Files.write(folder.resolve("a.png"), ImageEncoder.png(new RgbImage(112, 112, green)));
        byte[] white = new byte[3 * 112 * 112];
        Arrays.fill(white, (byte) -1);
        Files.write(folder.resolve("b.png"), ImageEncoder.png(new RgbImage(112, 112, white)));
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pairs.add(pair(true, "b.png", 0.05 * i));
        }
        for (int i = 0; i < 4; i++) {
            pairs.add(pair(false, "gone.png", 0.1 * i));
        }
        PairScores scores = new PairScores("c20", pairs, List.of(), List.of());
        return StoredEvaluation.write(
                folder.resolve("evaluation"),
                VerificationReport.of(scores, VerificationOptions.DEFAULT),
                scores,
                new StoredEvaluation.Origin(
                        "run, 2 epochs",
                        "last.npz",
                        20,
                        2,
                        "c20.txt",
                        folder.toString(),
                        Instant.EPOCH));
    }

    private static ScoredPair pair(boolean same, String second, double similarity) {
        return new ScoredPair(
                new VerificationPair(same, Path.of("a.png"), Path.of(second)), similarity);
    }

    @Test
    void groupsAreCountedAndASampleOfEachIsShown() throws Exception {
        Path file = folder.resolve("grid.svg");
        new PairGridJob(evaluation(), 0.12, 0).run(file, Progress.NONE);
        String svg = Files.readString(file);
        assertThat(svg)
                .contains("True accepts: 9 of 12 genuine pairs")
                .contains("False accepts: 2 of 4 impostor pairs")
                .contains("True rejects: 2 of 4 impostor pairs")
                .contains("False rejects: 3 of 12 genuine pairs")
                .contains("threshold 0.1200");
        // Eight of nine, two, two and three pairs; of the impostor pairs one face is gone.
        assertThat(svg.split("<image ", -1)).hasSize(1 + 2 * (8 + 3) + (2 + 2));
        Path again = folder.resolve("again.svg");
        new PairGridJob(evaluation(), 0.12, 0).run(again, Progress.NONE);
        assertThat(again).hasSameTextualContentAs(file);
    }

    @Test
    void facesStandWhereTheyBelong() throws Exception {
        Path file = folder.resolve("grid.png");
        new PairGridJob(evaluation(), 0.12, 0).run(file, Progress.NONE);
        BufferedImage image = ImageIO.read(file.toFile());
        // Two pixels a point: the first row's first pair begins at (18, 36 + 22).
        assertThat(image.getRGB(2 * (18 + 24), 2 * (58 + 24)) & 0xFFFFFF).isEqualTo(0x00C800);
        assertThat(image.getRGB(2 * (18 + 72), 2 * (58 + 24)) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }
}
