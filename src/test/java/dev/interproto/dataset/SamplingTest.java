package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three identities of 1, 3 and 8 images. */
class SamplingTest {
    @TempDir Path folder;

    /** Ages in the names as in FG-NET: the first of each identity is a child's. */
    private FaceDataset dataset() throws IOException {
        int[] sizes = {1, 3, 8};
        for (int identity = 0; identity < sizes.length; identity++) {
            Path own = Files.createDirectories(folder.resolve("00" + (identity + 1)));
            for (int i = 0; i < sizes[identity]; i++) {
                String name = String.format("00%dA%02d.png", identity + 1, 5 + 10 * i);
                DrawnImages.write(own.resolve(name), 16, 16, 90);
            }
        }
        return FaceFolder.open(
                folder, new AgeLabels.FromNames(FileNamePattern.FG_NET), Progress.NONE);
    }

    private static int[] epoch(FaceDataset dataset, Sampling sampling, int epoch) {
        SampleOrder order = SampleOrder.of(dataset, sampling, 13, 4885, epoch);
        return IntStream.range(0, dataset.size()).map(order::sample).toArray();
    }

    private static Map<Integer, Long> counts(IntStream values) {
        return values.boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void uniformIsTheShuffleItAlwaysWas() throws IOException {
        FaceDataset dataset = dataset();
        SampleOrder before = new SampleOrder(4885, 2, dataset.size());

        assertThat(epoch(dataset, Sampling.UNIFORM, 2))
                .containsExactly(IntStream.range(0, 12).map(before::sample).toArray());
    }

    @Test
    void identitiesAreShownEquallyOften() throws IOException {
        FaceDataset dataset = dataset();
        Sampling sampling = new Sampling(Sampling.Kind.IDENTITY, 0);
        int[] samples = epoch(dataset, sampling, 0);

        // 12 places for 3 identities.
        assertThat(counts(IntStream.of(samples).map(dataset::identityOf)))
                .isEqualTo(Map.of(0, 4L, 1, 4L, 2, 4L));
        // Images take turns: the four of the largest identity differ, the three come before a
        // second one.
        assertThat(IntStream.of(samples).filter(s -> dataset.identityOf(s) == 2).distinct())
                .hasSize(4);
        assertThat(IntStream.of(samples).filter(s -> dataset.identityOf(s) == 1).distinct())
                .hasSize(3);
        assertThat(epoch(dataset, sampling, 0)).containsExactly(samples);
        assertThat(epoch(dataset, sampling, 1)).isNotEqualTo(samples);
    }

    @Test
    void childrenMakeUpTheirShare() throws IOException {
        FaceDataset dataset = dataset();
        int[] samples = epoch(dataset, new Sampling(Sampling.Kind.CHILD_SHARE, 0.5), 0);

        // Three children's images in six places: each twice. Nine others in six: each at most once.
        Map<Integer, Long> counts = counts(IntStream.of(samples));
        assertThat(samples).hasSize(12);
        assertThat(
                        counts.entrySet().stream()
                                .filter(e -> Sampling.isChild(dataset, e.getKey(), 13)))
                .hasSize(3)
                .allMatch(e -> e.getValue() == 2);
        assertThat(
                        counts.entrySet().stream()
                                .filter(e -> !Sampling.isChild(dataset, e.getKey(), 13)))
                .hasSize(6)
                .allMatch(e -> e.getValue() == 1);
    }

    @Test
    void aShareOfChildrenNeedsChildren() throws IOException {
        FaceDataset dataset = dataset();

        assertThatThrownBy(
                        () -> new Sampling(Sampling.Kind.CHILD_SHARE, 0.5).requireFor(dataset, 5))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("no image below age 5");
    }
}
