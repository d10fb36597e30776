package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.network.Precision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrecisionTest {
    @Test
    void idsAreThoseOfTheCommandLine() {
        assertThat(Precision.fromId("bFloat16")).isEqualTo(Precision.BFLOAT16);
        assertThat(Precision.AUTO.id()).isEqualTo("auto");
        assertThatThrownBy(() -> Precision.fromId("float16"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("float16")
                .hasMessageContaining("auto, float32 or bfloat16");
    }

    @Test
    void aConfigurationWrittenBeforeThereWasAChoiceReadsAsAuto() throws Exception {
        TrainingConfiguration demo = TrainingPreset.DEMO.configuration();
        ObjectNode written = Json.mapper().valueToTree(demo.withPrecision("float32"));
        assertThat(written.get("precision").asText()).isEqualTo("float32");
        written.remove("precision");
        TrainingConfiguration read =
                Json.mapper().treeToValue(written, TrainingConfiguration.class);
        assertThat(read).isEqualTo(demo);
        assertThat(read.precision()).isEqualTo("auto");
    }

    @Test
    void theArithmeticIsAlwaysSettled() {
        assertThat(FaceNetworks.arithmetic("cpu", "auto").precision()).isNotEqualTo(Precision.AUTO);
        assertThat(FaceNetworks.arithmetic("cpu", "float32").precision())
                .isEqualTo(Precision.FLOAT32);
    }

    @Test
    void aResumedRunKeepsItsPrecisionUnlessAskedOtherwise() {
        assertThat(TrainingSession.precision("auto", Optional.empty())).isEqualTo("auto");
        assertThat(TrainingSession.precision("auto", Optional.of("bfloat16")))
                .isEqualTo("bfloat16");
        assertThat(TrainingSession.precision("float32", Optional.of("bfloat16")))
                .isEqualTo("float32");
        assertThat(TrainingSession.precision("auto", Optional.of("auto")))
                .as("a checkpoint from before there was a choice")
                .isEqualTo("float32");
    }
}
