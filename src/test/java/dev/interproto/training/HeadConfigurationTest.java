package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.HeadKind;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadConfigurationTest {

    @Test
    void aFileOfBeforeThereWereMoreHeadsIsStillRead() throws IOException {
        assertThat(read("{\"name\": \"cosface\", \"scale\": 32, \"margin\": 0.4}"))
                .isEqualTo(new HeadConfiguration("cosface", 32, 0.4));
    }

    @Test
    void aHeadIsWrittenByNameAndNumbers() throws IOException {
        HeadConfiguration head =
                HeadConfiguration.published(HeadKind.CURRICULARFACE).with("margin", 0.45);

        String json = Json.mapper().writeValueAsString(head);

        assertThat(Json.mapper().readTree(json))
                .isEqualTo(
                        Json.mapper()
                                .readTree(
                                        "{\"name\": \"curricularface\", \"options\": {\"scale\":"
                                                + " 64.0, \"margin\": 0.45, \"momentum\": 0.99}}"));
        assertThat(read(json)).isEqualTo(head);
    }

    @Test
    void numbersNotGivenAreThePublishedOnes() throws IOException {
        assertThat(read("{\"name\": \"arcface\"}"))
                .isEqualTo(HeadConfiguration.ARCFACE)
                .hasToString("arcface, scale 64, margin 0.5");
    }

    @Test
    void aHeadThatIsNotKnownOrHasAnImpossibleNumberIsRefusedBeforeTraining() {
        assertRefused(new HeadConfiguration("hardface", Map.of()), "hardface");
        assertRefused(HeadConfiguration.ARCFACE.with("margin", 2), "ArcFace needs a margin of 0");
        assertRefused(HeadConfiguration.ARCFACE.with("t", 0), "ArcFace has no option 't'");
    }

    private static void assertRefused(HeadConfiguration head, String because) {
        assertThatThrownBy(
                        () ->
                                ConfigurationCheck.require(
                                        TrainingPreset.SMALL.configuration().withHead(head)))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(because);
    }

    private static HeadConfiguration read(String json) throws IOException {
        return Json.mapper().readValue(json, HeadConfiguration.class);
    }
}
