package dev.interproto.desktop.prototypes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.projection.MapSeries;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.Trustworthiness;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.StoredMapSeries;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {
    private static final boolean[] CHILD = {true, false};
    private static final ProjectionQuality QUALITY =
            ProjectionQuality.of(new float[][] {{1, 0}, {0, 1}}, CHILD);

    private static MapSeries.Frame frame(int epoch, double kl, Optional<Trustworthiness> trust) {
        return new MapSeries.Frame(epoch, new float[][] {{0, 0}, {1, epoch}}, kl, trust, QUALITY);
    }

    @Test
    void theFiguresShownAreThoseOfTheNearestEpoch() {
        Trustworthiness trust = new Trustworthiness(0.9, 12, 2000);
        MapSeries series =
                new MapSeries(
                        List.of("Ada", "Bob"),
                        CHILD,
                        List.of(
                                frame(0, 0.5, Optional.empty()),
                                frame(2, 0.25, Optional.of(trust))));
        TimelineViewModel timeline = new TimelineViewModel();
        timeline.show(
                new StoredMapSeries(
                        series, new StoredMapSeries.Facts(30, 1000, 7, 3, 2, 1, List.of(), 0)));

        StoredMap.Facts first = timeline.view().orElseThrow().facts().orElseThrow();
        assertThat(first.klDivergence()).isEqualTo(0.5);
        assertThat(first.trustworthiness()).isEmpty();
        assertThat(first.seed()).isEqualTo(7);

        timeline.positionProperty().set(0.75);
        StoredMap.Facts later = timeline.view().orElseThrow().facts().orElseThrow();
        assertThat(later.klDivergence()).isEqualTo(0.25);
        assertThat(later.trustworthiness()).contains(trust);
        // Three quarters of the way from epoch 0 to epoch 2.
        assertThat(timeline.view().orElseThrow().points().get(1).y()).isEqualTo(1.5);
    }
}
