package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.projection.MapSeries;
import dev.interproto.projection.Trustworthiness;
import dev.interproto.projection.TsneOptions;
import dev.interproto.training.PrototypeSnapshot;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.StoredMapSeries;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughTrainingJobTest {
    private static final TsneOptions QUICK = TsneOptions.defaults().withIterations(60);

    @TempDir private Path folder;
    private RunFolder run;

    @BeforeEach
    void open() {
        run = SampleRuns.write(Workspace.open(folder), "run", RunStatus.FINISHED);
    }

    private void keep(int... epochs) throws IOException {
        for (int epoch : epochs) {
            run.prototypeHistory().keep(SampleRuns.prototypesSeen(epoch, epoch).snapshot());
        }
    }

    @Test
    void theMapsOfAllKeptEpochsAreReadAsTheyWereMade() throws IOException {
        keep(0, 1, 3);
        StoredMapSeries made = new ThroughTrainingJob(run, QUICK).run(Progress.NONE, growing -> {});
        StoredMapSeries read = StoredMapSeries.read(run).orElseThrow();
        assertThat(read.series().frames())
                .extracting(MapSeries.Frame::epoch)
                .containsExactly(0, 1, 3);
        assertThat(read.series().identities()).containsExactly("Ada", "Bea", "Cid");
        assertThat(read.series().child()).containsExactly(true, true, false);
        assertThat(read.facts()).isEqualTo(made.facts());
        assertThat(read.facts().ofIdentities()).isEqualTo(16);
        for (int i = 0; i < 3; i++) {
            assertThat(read.series().frames().get(i).points())
                    .isDeepEqualTo(made.series().frames().get(i).points());
        }
        // (1, at) against (1, 0): alike at 0, at 45° after epoch 1.
        assertThat(read.series().frames().get(0).quality().childChild()).hasValue(1.0);
        assertThat(read.series().frames().get(1).quality().childChild().orElseThrow())
                .isBetween(0.7071, 0.7072);
    }

    @Test
    void figuresOfAnotherTableAreNotBelieved() throws IOException {
        keep(0, 1);
        new ThroughTrainingJob(run, QUICK).run(Progress.NONE, growing -> {});
        Path table = StoredMapSeries.table(run);
        Files.writeString(table, Files.readString(table).replace("Ada", "Eve"));
        assertThat(StoredMapSeries.read(run)).isEmpty();
    }

    @Test
    void trustworthinessOfEachEpochIsKeptAndExported() throws IOException {
        Random random = new Random(1);
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "p" + i).toList();
        for (int epoch = 0; epoch < 2; epoch++) {
            float[] values = new float[30 * 4];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            run.prototypeHistory()
                    .keep(
                            new PrototypeSnapshot(
                                    new PrototypeSnapshot.Facts(
                                            epoch, epoch, names, new boolean[30], 30, 0),
                                    new PrototypeMatrix(30, 4, values)));
        }
        StoredMapSeries made = new ThroughTrainingJob(run, QUICK).run(Progress.NONE, growing -> {});
        StoredMapSeries read = StoredMapSeries.read(run).orElseThrow();

        Trustworthiness last = made.series().frames().get(1).trustworthiness().orElseThrow();
        assertThat(last.points()).isEqualTo(30);
        assertThat(read.series().frames().get(1).trustworthiness()).contains(last);
        ThroughTrainingJob.export(run, made, folder.resolve("out"));
        assertThat(Files.readAllLines(folder.resolve("out/figures.csv")))
                .element(2)
                .asString()
                .contains(String.format(Locale.ROOT, ",%.6f,12,30,", last.value()));

        // Those of an earlier version know nothing of it.
        Path facts = run.maps().resolve("through-training.json");
        String now = Files.readString(facts);
        String earlier = now.replaceAll("\"trustworthiness\"\\s*:\\s*\\{[^}]*},", "");
        assertThat(earlier).isNotEqualTo(now);
        Files.writeString(facts, earlier);
        assertThat(StoredMapSeries.read(run).orElseThrow().series().frames())
                .hasSize(2)
                .allMatch(frame -> frame.trustworthiness().isEmpty());
    }

    @Test
    void picturesOfAllEpochsAndAMovingOneAreWritten() throws IOException {
        keep(0, 1, 2);
        StoredMapSeries made = new ThroughTrainingJob(run, QUICK).run(Progress.NONE, growing -> {});
        Path out = folder.resolve("out");
        ThroughTrainingJob.export(run, made, out);
        assertThat(out.resolve("epoch-0000.png")).exists();
        assertThat(out.resolve("epoch-0002.png")).exists();
        assertThat(Files.readAllLines(out.resolve("maps.csv"))).hasSize(1 + 3 * 3);
        assertThat(Files.readAllLines(out.resolve("figures.csv")))
                .hasSize(4)
                .element(2)
                .asString()
                .startsWith("1,")
                .contains(",0.707107,");
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(out.resolve("through-training.gif").toFile())) {
            reader.setInput(in);
            // Four pictures from an epoch to the next, and the last.
            assertThat(reader.getNumImages(true)).isEqualTo(9);
            assertThat(reader.getWidth(0)).isEqualTo(1040);
        }
    }

    @Test
    void aRunThatKeptNothingIsToldHowToKeep() {
        assertThatThrownBy(
                        () -> new ThroughTrainingJob(run, QUICK).run(Progress.NONE, growing -> {}))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("--keep-prototypes");
    }
}
