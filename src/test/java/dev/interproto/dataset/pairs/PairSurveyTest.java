package dev.interproto.dataset.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.MissingReason;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairSurveyTest {
    private static PairList list(String... pairs) {
        return new PairList(
                "l",
                Path.of("l.txt"),
                java.util.Arrays.stream(pairs)
                        .map(line -> line.split(" "))
                        .map(
                                p ->
                                        new VerificationPair(
                                                p[0].equals("1"), Path.of(p[1]), Path.of(p[2])))
                        .toList(),
                0,
                List.of());
    }

    @Test
    void countsByKindGapAndAgeOfTheYounger() {
        FaceDataset faces =
                new NamedFaces(Path.of("f")).identity("Ada", 2, 12, 40).identity("Bob", 50).build();
        PairSurvey survey =
                PairSurvey.of(
                        list(
                                "1 f/Ada/0.png f/Ada/1.png",
                                "1 f/Ada/2.png f/Ada/0.png",
                                "0 f/Ada/2.png f/Bob/0.png",
                                "0 f/Ada/0.png elsewhere/x.png"),
                        Optional.of(faces),
                        AgeLabels.none(),
                        13,
                        Progress.NONE);
        assertThat(survey.kinds())
                .isEqualTo(
                        Map.of(
                                PairSurvey.Kind.CHILD_CHILD, 1L,
                                PairSurvey.Kind.CHILD_ADULT, 1L,
                                PairSurvey.Kind.ADULT_ADULT, 1L,
                                PairSurvey.Kind.UNKNOWN, 1L));
        assertThat(survey.genuine()).isEqualTo(2);
        assertThat(survey.byGap(true)[10]).isEqualTo(1);
        assertThat(survey.byGap(true)[38]).isEqualTo(1);
        assertThat(survey.byYounger(false)[40]).isEqualTo(1);
        assertThat(survey.images()).isEqualTo(5);
        assertThat(survey.identities()).isEqualTo(3);
        assertThat(survey.pairs().get(3).second().identity()).isEqualTo("elsewhere");
    }

    @Test
    void withoutADatasetTheFileNamesTellTheAges() {
        PairSurvey survey =
                PairSurvey.of(
                        list("1 x/001/001A02.JPG x/001/001A40.JPG"),
                        Optional.empty(),
                        AgeLabels.none(),
                        13,
                        Progress.NONE);
        assertThat(survey.pairs().get(0).gap()).hasValue(38);
        assertThat(survey.pairs().get(0).first().identity()).isEqualTo("001");
    }

    @Test
    void missingPairsAreCountedByReason() {
        assertThat(
                        MissingReason.count(
                                List.of(
                                        new Problem("l", "Not found: a (no image of that name)."),
                                        new Problem("l", "Not found: b (no image of that name)."),
                                        new Problem(
                                                "l",
                                                "Not found: c (several images fit: x and y), d (no"
                                                        + " image of that name)."))))
                .isEqualTo(Map.of(MissingReason.ABSENT, 2, MissingReason.AMBIGUOUS, 1));
    }

    @Test
    void identitiesTrainedOnAreFoundByFolderAndBySample() {
        FaceDataset training =
                new NamedFaces(Path.of("f"))
                        .identity("Ada", 2, 40)
                        .identity("017", 2)
                        .image("flat", "flat0.png", java.util.OptionalInt.empty())
                        .build();
        PairList pairs =
                list(
                        // An image that was left out of the training still is the identity's.
                        "1 f/Ada/99.png f/Ada/0.png",
                        "0 f/flat0.png g/Bob/1.png",
                        "0 g/017/1.png g/017/2.png");
        assertThat(TrainedIdentities.shared(training, pairs, Progress.NONE))
                .containsExactly("Ada", "flat");
        assertThat(
                        TrainedIdentities.shared(
                                training, list("1 g/Ada/y/1.png g/Ada/1.png"), Progress.NONE))
                .containsExactly("Ada");
        assertThat(
                        TrainedIdentities.shared(
                                training, list("1 f/017/0.png f/017/1.png"), Progress.NONE))
                .containsExactly("017");
    }
}
