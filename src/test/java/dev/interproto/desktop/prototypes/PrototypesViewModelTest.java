package dev.interproto.desktop.prototypes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.desktop.PreparedRun;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypesViewModelTest {
    private static final PrototypeSet FOUR =
            new PrototypeSet(
                    List.of("Ada", "Bea", "Cid", "Ann"),
                    new boolean[] {true, true, false, false},
                    new float[][] {{1, 0}, {0.8f, 0.6f}, {0, 1}, {-1, 0}});

    @TempDir private Path folder;
    private RunFolder run;
    private int growths;
    private Optional<Runnable> whileGrowing = Optional.empty();
    private PrototypesViewModel viewModel;

    @BeforeEach
    void open() throws IOException {
        Workspace workspace = Workspace.open(folder);
        run = SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        PreparedRun.prototypes(run, FOUR.identities(), List.of(0, 1), 3);
        viewModel = viewModel(workspace);
    }

    private PrototypesViewModel viewModel(Workspace workspace) {
        return new PrototypesViewModel(
                workspace,
                new SameThreadTaskRunner(
                        failure -> {
                            throw new AssertionError(failure);
                        }),
                new RecordedNotifications(),
                new Messages(),
                new DatasetLibrary(new DatasetOpening(workspace)),
                (home, subject) -> Optional.of(FOUR),
                work -> {
                    work.run();
                    growths++;
                    whileGrowing.ifPresent(Runnable::run);
                });
    }

    @Test
    void figuresAreThoseOfThePrototypes() {
        viewModel.runs().refresh(Optional.empty());
        var quality = viewModel.qualityProperty().get().orElseThrow();
        assertThat(quality.childChild().orElseThrow()).isEqualTo(0.8, within(1e-6));
        assertThat(quality.adultAdult().orElseThrow()).isEqualTo(0.0, within(1e-6));
        assertThat(viewModel.mapProperty().get()).isEmpty();
        assertThat(viewModel.mapSoughtProperty().get()).isTrue();
    }

    @Test
    void aMapGrowsIsKeptAndOpensAgainWithItsFigures() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.options().iterationsProperty().set(100);
        viewModel.options().seedProperty().set(7);
        viewModel.compute();
        assertThat(growths).isEqualTo(10);
        MapView drawn = viewModel.mapProperty().get().orElseThrow();
        assertThat(drawn.points())
                .extracting(MappedPrototype::identity)
                .containsExactly("Ada", "Bea", "Cid", "Ann");
        PrototypesViewModel later = viewModel(Workspace.open(folder));
        later.runs().refresh(Optional.empty());
        MapView read = later.mapProperty().get().orElseThrow();
        assertThat(read).isEqualTo(drawn);
        assertThat(read.facts().orElseThrow().seed()).isEqualTo(7);
        assertThat(read.facts().orElseThrow().iterations()).isEqualTo(100);
    }

    @Test
    void theMapOfABestCheckpointIsKeptApart() throws IOException {
        Path best = run.checkpoints().resolve("best-c20.npz");
        Files.copy(run.checkpoints().resolve("last.npz"), best);
        viewModel.runs().refresh(Optional.empty());
        viewModel.checkpointProperty().set(Optional.of(new MapSubject.Prototypes(best)));
        viewModel.compute();
        assertThat(run.maps().resolve("prototypes-best-c20.csv")).exists();
        assertThat(run.maps().resolve("prototypes-best-c20.json")).exists();
        assertThat(run.maps().resolve("prototypes.csv")).doesNotExist();
    }

    @Test
    void figuresOfAnotherTableAreNotBelieved() throws IOException {
        viewModel.runs().refresh(Optional.empty());
        viewModel.compute();
        Path table = StoredMap.table(run, Optional.empty());
        Files.writeString(table, Files.readString(table).replace("Ada", "Eve"));
        PrototypesViewModel later = viewModel(Workspace.open(folder));
        later.runs().refresh(Optional.empty());
        assertThat(later.mapProperty().get().orElseThrow().facts()).isEmpty();
    }

    @Test
    void stoppingKeepsTheMapSoFar() {
        viewModel.runs().refresh(Optional.empty());
        whileGrowing = Optional.of(viewModel.computation()::stop);
        viewModel.compute();
        StoredMap.Facts facts = viewModel.mapProperty().get().orElseThrow().facts().orElseThrow();
        assertThat(facts.iterations()).isEqualTo(10);
        assertThat(viewModel.computation().runningProperty().get()).isEmpty();
    }

    @Test
    void aHeldMapGoesOnAsIfItHadNeverBeenHeld() throws Exception {
        viewModel.runs().refresh(Optional.empty());
        viewModel.options().iterationsProperty().set(100);
        viewModel.compute();
        List<MappedPrototype> unheld = viewModel.mapProperty().get().orElseThrow().points();
        whileGrowing =
                Optional.of(
                        () -> {
                            if (growths == 13) {
                                viewModel.computation().togglePause();
                                assertThat(viewModel.computation().pausedProperty().get()).isTrue();
                                new Thread(viewModel.computation()::togglePause).start();
                            }
                        });
        viewModel.compute();
        assertThat(viewModel.mapProperty().get().orElseThrow().points()).isEqualTo(unheld);
    }

    @Test
    void aHeldMapCanBeStopped() {
        viewModel.runs().refresh(Optional.empty());
        whileGrowing =
                Optional.of(
                        () -> {
                            viewModel.computation().togglePause();
                            viewModel.computation().stop();
                        });
        viewModel.compute();
        assertThat(viewModel.mapProperty().get().orElseThrow().facts().orElseThrow().iterations())
                .isEqualTo(10);
        assertThat(viewModel.computation().runningProperty().get()).isEmpty();
    }

    @Test
    void aRunThatKeptNothingSaysSo() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.checkpointProperty().set(Optional.of(new MapSubject.ThroughTraining()));
        assertThat(viewModel.nothingKeptProperty().get()).isTrue();
        assertThat(viewModel.mapProperty().get()).isEmpty();
        assertThat(viewModel.mapSoughtProperty().get()).isTrue();
    }

    @Test
    void theTrainingPlaysFromEpochToEpochWithItsFigures() throws IOException {
        for (int epoch = 0; epoch <= 3; epoch++) {
            run.prototypeHistory().keep(SampleRuns.prototypesSeen(epoch, epoch).snapshot());
        }
        viewModel.runs().refresh(Optional.empty());
        viewModel.checkpointProperty().set(Optional.of(new MapSubject.ThroughTraining()));
        assertThat(viewModel.nothingKeptProperty().get()).isFalse();
        viewModel.options().iterationsProperty().set(60);
        viewModel.compute();
        TimelineViewModel timeline = viewModel.timeline();
        assertThat(timeline.playingProperty().get()).isTrue();
        assertThat(timeline.seriesProperty().get().orElseThrow().frames()).hasSize(4);
        assertThat(viewModel.qualityProperty().get().orElseThrow().childChild()).hasValue(1.0);
        // A second and a half of an epoch: between the first and the second.
        timeline.advance(1.0);
        assertThat(timeline.positionProperty().get()).isEqualTo(1.5);
        timeline.toggle();
        timeline.positionProperty().set(1);
        // (1, 1) against (1, 0).
        assertThat(viewModel.qualityProperty().get().orElseThrow().childChild().orElseThrow())
                .isEqualTo(Math.sqrt(0.5), within(1e-6));
        viewModel.selected().pointProperty().set(OptionalInt.of(0));
        assertThat(viewModel.selected().neighboursProperty().get().get(0).cosine())
                .isEqualTo(Math.sqrt(0.5), within(1e-6));
        timeline.toggle();
        timeline.advance(10);
        assertThat(timeline.positionProperty().get()).isEqualTo(3);
        assertThat(timeline.playingProperty().get()).isFalse();
        PrototypesViewModel later = viewModel(Workspace.open(folder));
        later.runs().refresh(Optional.empty());
        later.checkpointProperty().set(Optional.of(new MapSubject.ThroughTraining()));
        assertThat(later.mapProperty().get().orElseThrow().points()).hasSize(3);
        assertThat(later.timeline().positionProperty().get()).isZero();
    }

    @Test
    void theSelectedIdentitysNeighboursAreMostAlikeFirst() {
        viewModel.runs().refresh(Optional.empty());
        viewModel.compute();
        assertThat(viewModel.matches("a")).containsExactly(0, 3, 1);
        viewModel.selected().pointProperty().set(OptionalInt.of(0));
        assertThat(viewModel.selected().neighboursProperty().get())
                .extracting(PrototypeSet.Neighbour::identity)
                .containsExactly("Bea", "Cid", "Ann");
        assertThat(viewModel.selected().neighboursProperty().get().get(0).cosine())
                .isEqualTo(0.8, within(1e-6));
    }

    @Test
    void beyondFiftyThousandPointsASampleIsDrawnAlwaysTheSame() {
        List<MappedPrototype> points =
                IntStream.range(0, 60_000)
                        .mapToObj(i -> new MappedPrototype("p" + i, i, 0, false))
                        .toList();
        MapView map = MapView.still(points, Optional.empty());
        int[] drawn = map.drawn();
        assertThat(map.isSampled()).isTrue();
        assertThat(drawn).hasSize(50_000).isSorted().doesNotHaveDuplicates();
        assertThat(map.drawn()).isEqualTo(drawn);
    }

    @Test
    void zoomingKeepsThePlaceUnderTheMouse() {
        MapFrame whole = new MapFrame(0, 0, 2, 200, 100);
        MapFrame closer = whole.zoomed(3, 150, 20, whole);
        // (150, 20) lies 50 right of and 30 above the middle: at (25, 15) in map units.
        assertThat(closer.screenX(25)).isEqualTo(150, within(1e-9));
        assertThat(closer.screenY(15)).isEqualTo(20, within(1e-9));
    }
}
