package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ChildRuleTableTest {

    @Test
    void everyCellIsWhatTheRuleItselfCounts() {
        Random random = new Random(5);
        FaceDataset dataset = NamedFaces.of(200, 12, i -> random.nextInt(40) - 1);
        DatasetSummary summary = new DatasetSummary(dataset);
        ChildRuleTable table = ChildRuleTable.of(dataset, 1, 30, 12);

        for (int age = 1; age <= 30; age++) {
            for (int filter = 1; filter <= 12; filter++) {
                ChildRule rule = new ChildRule(age, filter);
                assertThat(table.identities(rule)).isEqualTo(summary.childIdentities(rule).length);
            }
            assertThat(table.childImages(new ChildRule(age, 1)))
                    .isEqualTo(summary.childImages(new ChildRule(age, 1)));
        }
    }

    @Test
    void childImagesAreThoseOfChildIdentitiesAlone() {
        // p00000: ages 3, 4, 20; p00001: ages 5, 30, 31.
        int[] ages = {3, 4, 20, 5, 30, 31};
        ChildRuleTable table = ChildRuleTable.of(NamedFaces.of(2, 3, i -> ages[i]), 4, 13, 3);

        assertThat(table.identities(new ChildRule(13, 1))).isEqualTo(2);
        assertThat(table.childImages(new ChildRule(13, 1))).isEqualTo(3);
        assertThat(table.identities(new ChildRule(13, 2))).isOne();
        assertThat(table.childImages(new ChildRule(13, 2))).isEqualTo(2);
        assertThat(table.identities(new ChildRule(4, 1))).isOne();
        assertThat(table.identities(new ChildRule(13, 3))).isZero();
    }
}
