package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.Backbone;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackboneRecognitionTest {
    @ParameterizedTest
    @EnumSource(Backbone.class)
    void everyBackboneIsRecognisedByItsNamesAndShapes(Backbone backbone) {
        Map<String, long[]> shapes = backbone.parameterShapes();
        assertThat(BackboneRecognition.recognise("a.pth", shapes)).isEqualTo(backbone);
    }

    @Test
    void missingTensorsAreNamedWithTheirCount() {
        Map<String, long[]> shapes = Backbone.IR_50.parameterShapes();
        shapes.keySet().removeIf(name -> name.startsWith("output_layer.0."));
        assertThat(refusal(shapes).meaning())
                .startsWith("Nearest is IR-50")
                .contains("4 missing (output_layer.0.")
                .contains(", …)")
                .doesNotContain("unexpected")
                .doesNotContain("shape");
    }

    @Test
    void wrongShapesAreNamedWithBoth() {
        Map<String, long[]> shapes = Backbone.MOBILEFACENET.parameterShapes();
        shapes.put("model.0.conv.weight", new long[] {64, 3, 5, 5});
        assertThat(refusal(shapes).meaning())
                .isEqualTo(
                        "Nearest is MobileFaceNet; of its tensors and the file's: 1 of another"
                                + " shape (model.0.conv.weight [64, 3, 5, 5] instead of"
                                + " [64, 3, 3, 3]).");
    }

    @Test
    void unexpectedTensorsAreNamed() {
        Map<String, long[]> shapes = Backbone.IR_SMALL.parameterShapes();
        shapes.put("attention.weight", new long[] {1});
        assertThat(refusal(shapes).meaning()).contains(": 1 unexpected (attention.weight).");
    }

    @Test
    void noTensorsAtAllAreNoBackbone() {
        assertThat(refusal(Map.of()).what()).contains("a.pth").contains("no backbone");
    }

    private static UserFacingException refusal(Map<String, long[]> shapes) {
        return catchThrowableOfType(
                UserFacingException.class, () -> BackboneRecognition.recognise("a.pth", shapes));
    }
}
