package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.projection.NearestPrototypes.Neighbour;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypesTest {
    @TempDir Path folder;

    @Test
    void nearestByCosineWhateverTheLength() {
        NearestPrototypes nearest =
                new NearestPrototypes(new float[][] {{1, 0}, {0, 5}, {3, 3}, {-2, 0}});

        List<Neighbour> found = nearest.to(0, 3);

        assertThat(found).extracting(Neighbour::index).containsExactly(2, 1, 3);
        assertThat(found.get(0).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(found.get(1).cosine()).isCloseTo(0, within(1e-6));
        assertThat(found.get(2).cosine()).isCloseTo(-1, within(1e-6));
        assertThat(nearest.to(1, 99)).hasSize(3);
        assertThat(nearest.to(1, 0)).isEmpty();
    }

    @Test
    void qualityOfFourPrototypesByHand() {
        // Children (1,0) and (0.6,0.8); adults (0,1) and (−1,0).
        float[][] prototypes = {{1, 0}, {3, 4}, {0, 2}, {-1, 0}};
        boolean[] child = {true, true, false, false};

        ProjectionQuality quality = ProjectionQuality.of(prototypes, child);

        assertThat(quality.children()).isEqualTo(2);
        assertThat(quality.neighbours()).isEqualTo(3);
        assertThat(quality.childChild().orElseThrow()).isCloseTo(0.6, within(1e-6));
        assertThat(quality.adultAdult().orElseThrow()).isCloseTo(0, within(1e-6));
        // (1,0): 0 and −1; (0.6,0.8): 0.8 and −0.6.
        assertThat(quality.childAdult().orElseThrow()).isCloseTo(-0.8 / 4, within(1e-6));
        // With all three others looked at, one of three is a child, as by chance.
        assertThat(quality.childPurity().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(quality.expectedPurity().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void crowdedChildrenArePure() {
        // 12 children around one axis, 20 adults around another.
        float[][] prototypes = new float[32][3];
        boolean[] child = new boolean[32];
        for (int i = 0; i < 32; i++) {
            child[i] = i < 12;
            prototypes[i][child[i] ? 0 : 1] = 1;
            prototypes[i][2] = i * 0.01f;
        }

        ProjectionQuality quality = ProjectionQuality.of(prototypes, child);

        assertThat(quality.childPurity()).hasValue(1);
        assertThat(quality.expectedPurity().orElseThrow()).isCloseTo(11 / 31.0, within(1e-12));
    }

    @Test
    void withoutChildrenThereIsNoPurity() {
        ProjectionQuality quality =
                ProjectionQuality.of(new float[][] {{1, 0}, {0, 1}}, new boolean[2]);

        assertThat(quality.childPurity()).isEmpty();
        assertThat(quality.childChild()).isEmpty();
        assertThat(quality.childAdult()).isEmpty();
        assertThat(quality.adultAdult()).isPresent();
    }

    @Test
    void aMapIsReadBackAsWritten() throws IOException {
        PrototypeMap map =
                new PrototypeMap(
                        List.of(
                                new MappedPrototype("Smith, \"Jo\"", 1.5, -2.25e-7, true),
                                new MappedPrototype("0000045", 0, 3, false)),
                        OptionalDouble.empty());
        Path file = folder.resolve("map.csv");

        PrototypeMapCsv.write(file, map);

        assertThat(PrototypeMapCsv.read(file)).isEqualTo(map);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "identity,x,y,child",
                        "\"Smith, \"\"Jo\"\"\",1.5,-2.25E-7,1",
                        "0000045,0.0,3.0,0");
    }

    @Test
    void aBrokenMapIsNamedByItsLine() throws IOException {
        Path file = folder.resolve("map.csv");
        Files.writeString(file, "identity,x,y,child\na,1,2,0\nb,1,two,0\n");

        assertThatThrownBy(() -> PrototypeMapCsv.read(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 3");
    }

    private VectorTable table(String text) throws IOException {
        Path file = folder.resolve("vectors.csv");
        Files.writeString(file, text);
        return VectorTable.read(file);
    }

    @Test
    void vectorsWithAndWithoutHeaderAndLabels() throws IOException {
        assertThat(table("1,2.5\n-3e-2,4\n").rows())
                .isDeepEqualTo(new float[][] {{1, 2.5f}, {-0.03f, 4}});
        assertThat(table("1,2\n3,4\n").labels()).containsExactly("1", "2");
        VectorTable labelled = table("\ufeffname,a,b\nann,1,2\n\nbob, 3 ,4\n");
        assertThat(labelled.labels()).containsExactly("ann", "bob");
        assertThat(labelled.rows()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
    }

    @Test
    void aWrongVectorLineIsNamed() {
        assertThatThrownBy(() -> table("1,2\n3\n"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 2: 1 values where the first row has 2");
        assertThatThrownBy(() -> table("a,b\n1,2\n3,x\n"))
                .hasMessageContaining("line 3: column 2 holds \"x\"");
        assertThatThrownBy(() -> table("1,NaN\n")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> table("a,b\n")).hasMessageContaining("holds no row of numbers");
    }
}
