package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSummaryTest {
    @TempDir Path folder;

    /** 001: ages 2, 12, 13; 002: 5, 40; 003: no age in the name. */
    private FaceDataset dataset() {
        for (String path :
                List.of(
                        "001/001A02.png",
                        "001/001A12.png",
                        "001/001A13.png",
                        "002/002A05.png",
                        "002/002A40.png",
                        "003/unknown.png")) {
            DrawnImages.write(folder.resolve(path), 9);
        }
        return FaceFolder.open(folder, AgeLabels.fromNames(FileNamePattern.FG_NET), Progress.NONE);
    }

    @Test
    void countsImagesIdentitiesAndAges() {
        DatasetSummary summary = new DatasetSummary(dataset());

        assertThat(summary.images()).isEqualTo(6);
        assertThat(summary.identities()).isEqualTo(3);
        assertThat(summary.agedImages()).isEqualTo(5);
        assertThat(summary.ageHistogram()).hasSize(121);
        assertThat(summary.ageHistogram()[2]).isOne();
        assertThat(summary.ageHistogram()[40]).isOne();
        assertThat(summary.imagesPerIdentity()).containsExactly(3, 2, 1);
        assertThat(summary.imagesPerIdentitySpread())
                .isEqualTo(new DatasetSummary.Spread(1, 2, 2.0, 3));
        assertThat(summary.imagesPerIdentityHistogram(3)).containsExactly(1, 1, 1);
        assertThat(summary.imagesPerIdentityHistogram(2)).containsExactly(2, 1);
        assertThat(summary.problems()).isEmpty();
    }

    @Test
    void childIdentitiesFollowTheRuleAndAgreeWithIt() {
        FaceDataset dataset = dataset();
        DatasetSummary summary = new DatasetSummary(dataset);

        assertThat(summary.childIdentities(new ChildRule(13, 1))).containsExactly(0, 1);
        assertThat(summary.childIdentities(new ChildRule(13, 2))).containsExactly(0);
        assertThat(summary.childIdentities(new ChildRule(14, 3))).containsExactly(0);
        assertThat(summary.childIdentities(ChildRule.PAPER)).isEmpty();
        assertThat(summary.childImages(new ChildRule(13, 1))).isEqualTo(3);
        for (int age = 0; age <= 50; age++) {
            for (int filter = 1; filter <= 4; filter++) {
                ChildRule rule = new ChildRule(age, filter);
                assertThat(summary.childIdentities(rule)).isEqualTo(rule.childIdentities(dataset));
            }
        }
    }

    @Test
    void theFingerprintStaysWithTheDatasetAndChangesWithIt() throws IOException {
        String before = DatasetFingerprint.of(dataset(), Progress.NONE);
        Path copy = folder.resolveSibling(folder.getFileName() + "-copy");
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file).toString()));
            }
        }

        assertThat(before).hasSize(32);
        assertThat(fingerprint(copy)).isEqualTo(before);
        Files.move(copy.resolve("003/unknown.png"), copy.resolve("003/renamed.png"));
        assertThat(fingerprint(copy)).isNotEqualTo(before);
        Files.move(copy.resolve("003/renamed.png"), copy.resolve("003/unknown.png"));
        assertThat(fingerprint(copy)).isEqualTo(before);
        DrawnImages.write(copy.resolve("003/unknown.png"), 150, 112, 9);
        assertThat(fingerprint(copy)).isNotEqualTo(before);
    }

    private static String fingerprint(Path root) {
        return DatasetFingerprint.of(
                FaceFolder.open(root, AgeLabels.none(), Progress.NONE), Progress.NONE);
    }
}
