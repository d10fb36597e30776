package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.dataset.pairs.PairSurvey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private static ScoredPair pair(boolean same, String first, String second, double similarity) {
        return new ScoredPair(
                new VerificationPair(
                        same, Path.of("f/" + first + ".jpg"), Path.of("f/" + second + ".jpg")),
                similarity);
    }

    private static Optional<Breakdown> breakdown(List<ScoredPair> scored) {
        return Breakdown.of(
                scored,
                PairSurvey.ofNames(
                        scored.stream().map(ScoredPair::pair).toList(), AgeLabels.none(), 13),
                0.5,
                VerificationOptions.DEFAULT,
                Progress.NONE);
    }

    private static BreakdownGroup group(Breakdown all, BreakdownGroup.By by, String name) {
        return all.groups().stream()
                .filter(group -> group.by() == by && group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Thirty people: child–adult pairs, of which every third genuine one is missed. */
    private static List<ScoredPair> thirty() {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String child = String.format("%03dA05", i);
            String adult = String.format("%03dA30", i);
            String elder = String.format("%03dA70", i);
            String stranger = String.format("%03dA30", (i + 1) % 30);
            pairs.add(pair(true, child, adult, i % 3 == 0 ? 0.2 : 0.8));
            pairs.add(pair(false, child, stranger, 0.1));
            pairs.add(pair(true, adult, elder, 0.9));
            pairs.add(pair(false, elder, stranger, i % 10 == 0 ? 0.6 : 0.1));
        }
        return pairs;
    }

    @Test
    void eachGroupHasItsCountsAndRates() {
        Breakdown all = breakdown(thirty()).orElseThrow();

        assertThat(all.agedPairs()).isEqualTo(120);
        BreakdownGroup children = group(all, BreakdownGroup.By.KIND, "child-adult");
        assertThat(children.genuine()).isEqualTo(30);
        assertThat(children.impostor()).isEqualTo(30);
        assertThat(children.tar().orElseThrow().value()).isCloseTo(20 / 30.0, within(1e-12));
        assertThat(children.far().orElseThrow().value()).isZero();
        assertThat(children.right().value()).isCloseTo(50 / 60.0, within(1e-12));
        assertThat(children.auc().orElseThrow().value()).isEqualTo(1);
        Interval tar = children.tar().orElseThrow().interval().orElseThrow();
        // A share of 2/3 of 30 people has a standard error of 0.086.
        assertThat(tar.high() - tar.low()).isCloseTo(4 * 0.086, within(0.06));
        BreakdownGroup adults = group(all, BreakdownGroup.By.KIND, "adult-adult");
        assertThat(adults.far().orElseThrow().value()).isCloseTo(0.1, within(1e-12));
        assertThat(group(all, BreakdownGroup.By.YOUNGER, "4-6").pairs()).isEqualTo(60);
        assertThat(group(all, BreakdownGroup.By.YOUNGER, "26-35").pairs()).isEqualTo(60);
        assertThat(group(all, BreakdownGroup.By.GAP, "20-29").pairs()).isEqualTo(60);
        assertThat(group(all, BreakdownGroup.By.GAP, "40-49").pairs()).isEqualTo(60);
        assertThat(all.groups()).hasSize(6);
    }

    @Test
    void aGroupOfOneKindHasNoOtherRate() {
        Breakdown all = breakdown(List.of(pair(true, "001A05", "001A30", 0.9))).orElseThrow();
        BreakdownGroup only = group(all, BreakdownGroup.By.KIND, "child-adult");

        assertThat(only.far()).isEmpty();
        assertThat(only.auc()).isEmpty();
        assertThat(all.csvLines().get(0)).isEqualTo("kind,child-adult,1,0,1.0,,,1.0,,,,,,,,");
        assertThat(all.csvLines().get(0).split(",", -1))
                .hasSameSizeAs(Breakdown.CSV_HEADER.split(","));
    }

    @Test
    void withoutAgesThereAreNoGroups() {
        assertThat(breakdown(List.of(pair(true, "a", "b", 0.9)))).isEmpty();
    }

    @Test
    void itSurvivesJson() throws Exception {
        Breakdown all = breakdown(thirty()).orElseThrow();
        String json = Json.mapper().writeValueAsString(all);

        assertThat(Json.mapper().readValue(json, Breakdown.class)).isEqualTo(all);
    }
}
