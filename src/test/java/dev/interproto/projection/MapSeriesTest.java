package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapSeriesTest {
    private static final int EACH = 20;
    private static final int GROUPS = 3;
    private static final TsneOptions QUICK =
            TsneOptions.defaults().withPerplexity(6).withIterations(1000).withThreads(1);
    private static final List<String> NAMES =
            IntStream.range(0, GROUPS * EACH).mapToObj(i -> "p" + i).toList();

    /** Groups around centres; the first group lies {@code away} from the second. */
    private static float[][] groups(double away) {
        Random random = new Random(3);
        float[][] rows = new float[GROUPS * EACH][8];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < 8; d++) {
                rows[i][d] = (float) (0.5 * random.nextGaussian());
            }
            int group = i / EACH;
            rows[i][group == 0 ? 1 : group] += group == 0 ? (float) (8 - away) : 8;
            rows[i][7] += group == 0 ? (float) away : 0;
        }
        return rows;
    }

    private static boolean[] firstGroup() {
        boolean[] child = new boolean[GROUPS * EACH];
        for (int i = 0; i < EACH; i++) {
            child[i] = true;
        }
        return child;
    }

    private static MapSeries layOut(double... away) {
        return MapSeries.layOut(
                NAMES,
                firstGroup(),
                IntStream.range(0, away.length).boxed().toList(),
                epoch -> groups(away[epoch]),
                QUICK,
                Progress.NONE,
                growing -> {});
    }

    private static double moved(MapSeries series, int from, int to) {
        double sum = 0;
        for (int i = 0; i < NAMES.size(); i++) {
            float[] a = series.frames().get(from).points()[i];
            float[] b = series.frames().get(to).points()[i];
            sum += Math.hypot(a[0] - b[0], a[1] - b[1]) / NAMES.size();
        }
        return sum;
    }

    private static double size(MapSeries series) {
        return series.at(0).points().stream()
                .mapToDouble(p -> Math.hypot(p.x(), p.y()))
                .max()
                .orElseThrow();
    }

    @Test
    void pointsStayWherePrototypesDoAndMoveWhereTheyMove() {
        MapSeries series = layOut(0, 0, 8);
        assertThat(moved(series, 0, 1)).isLessThan(0.25 * size(series));
        assertThat(moved(series, 1, 2)).isGreaterThan(moved(series, 0, 1));
        // The first group lies within the second until it has moved away from it.
        assertThat(purity(series.frames().get(0))).isLessThan(0.8);
        assertThat(purity(series.frames().get(2))).isEqualTo(1);
    }

    /** Share of the first group's nearest points on the map that are of the first group. */
    private static double purity(MapSeries.Frame frame) {
        int own = 0;
        for (int i = 0; i < EACH; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < NAMES.size(); j++) {
                if (j != i && apart(frame, i, j) < apart(frame, i, nearest)) {
                    nearest = j;
                }
            }
            own += nearest < EACH ? 1 : 0;
        }
        return (double) own / EACH;
    }

    private static double apart(MapSeries.Frame frame, int i, int j) {
        float[] a = frame.points()[i];
        float[] b = frame.points()[j];
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    @Test
    void everyEpochsMapIsMeasuredAgainstThatEpochsPrototypes() {
        MapSeries series = layOut(0, 8);
        for (int epoch = 0; epoch < 2; epoch++) {
            MapSeries.Frame frame = series.frames().get(epoch);
            Trustworthiness own =
                    Trustworthiness.measure(groups(8 * epoch), frame.points(), 1, Progress.NONE)
                            .orElseThrow();
            assertThat(frame.trustworthiness()).contains(own);
            assertThat(own.points()).isEqualTo(60);
            assertThat(own.value()).isGreaterThan(0.8);
        }
    }

    @Test
    void theSameSeedGivesTheSameMaps() {
        MapSeries first = layOut(0, 4);
        assertThat(layOut(0, 4).frames().get(1).points())
                .isDeepEqualTo(first.frames().get(1).points());
    }

    @Test
    void betweenTwoEpochsPointsLieOnTheStraightWay() {
        MapSeries series =
                new MapSeries(
                        List.of("Ada", "Bob"),
                        new boolean[] {true, false},
                        List.of(frame(3, 0, 0, 10, 0), frame(5, 4, 8, 10, -2)));
        PrototypeMap quarter = series.at(0.25);
        assertThat(quarter.points().get(0).x()).isEqualTo(1, within(1e-9));
        assertThat(quarter.points().get(0).y()).isEqualTo(2, within(1e-9));
        assertThat(quarter.points().get(1).y()).isEqualTo(-0.5, within(1e-9));
        assertThat(quarter.klDivergence()).isEmpty();
        assertThat(series.at(1).points().get(0).x()).isEqualTo(4);
        assertThat(series.at(7).points()).isEqualTo(series.at(1).points());
        assertThat(series.nearest(0.6).epoch()).isEqualTo(5);
    }

    private static MapSeries.Frame frame(int epoch, float x0, float y0, float x1, float y1) {
        return new MapSeries.Frame(
                epoch,
                new float[][] {{x0, y0}, {x1, y1}},
                0.5,
                Optional.empty(),
                ProjectionQuality.of(new float[][] {{1, 0}, {0, 1}}, new boolean[] {true, false}));
    }

    @Test
    void aCancelKeepsTheEpochsThatAreLaidOut() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Progress progress =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return cancelled.get();
                    }
                };
        List<Integer> seen = new ArrayList<>();
        MapSeries series =
                MapSeries.layOut(
                        NAMES,
                        firstGroup(),
                        List.of(0, 1, 2),
                        epoch -> groups(epoch),
                        QUICK,
                        progress,
                        growing -> {
                            seen.add(growing.frames().size());
                            cancelled.set(growing.frames().size() == 2);
                        });
        assertThat(series.frames()).hasSize(2);
        assertThat(seen).containsExactly(1, 2);
        assertThatThrownBy(
                        () ->
                                MapSeries.layOut(
                                        NAMES,
                                        firstGroup(),
                                        List.of(0),
                                        epoch -> groups(0),
                                        QUICK,
                                        progress,
                                        growing -> {}))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void aTableIsReadAsWrittenAndAWrongLineIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("maps.csv");
        MapSeriesCsv.write(
                file,
                new MapSeries(
                        List.of("Ada, the first", "Bob"),
                        new boolean[] {true, false},
                        List.of(frame(0, 1, 2, 3, 4), frame(2, 5, 6, 7, 8))));
        Map<Integer, PrototypeMap> maps = MapSeriesCsv.read(file);
        assertThat(maps.keySet()).containsExactly(0, 2);
        assertThat(maps.get(2).points())
                .containsExactly(
                        new PrototypeMap.MappedPrototype("Ada, the first", 5, 6, true),
                        new PrototypeMap.MappedPrototype("Bob", 7, 8, false));
        Files.writeString(file, "epoch,identity,x,y,child\n0,Ada,1,2,1\n1,Ada,x,2,1\n");
        assertThatThrownBy(() -> MapSeriesCsv.read(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 3");
    }
}
