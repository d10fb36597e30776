package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorTableTest {
    @TempDir Path folder;

    @Test
    void namesThatJavaWouldTakeForNumbersAreLabels() throws IOException {
        VectorTable table = read("10f,0.5,1e-3\n1d,.25,-2.\n");

        assertThat(table.labels()).containsExactly("10f", "1d");
        assertThat(table.rows()).isEqualTo(new float[][] {{0.5f, 0.001f}, {0.25f, -2}});
    }

    @Test
    void rowsWithoutLabelsAreNumbered() throws IOException {
        VectorTable table = read("x,y\n\n1,2\n3,4\n");

        assertThat(table.labels()).containsExactly("1", "2");
        assertThat(table.rows()).isEqualTo(new float[][] {{1, 2}, {3, 4}});
    }

    @Test
    void whatIsNoFiniteNumberIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("a,1,2\nb,3,NaN\n"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 2: column 3 holds NaN");
        assertThatThrownBy(() -> read("1,2\n3,four\n"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 2: column 2 holds \"four\"");
    }

    private VectorTable read(String text) throws IOException {
        return VectorTable.read(Files.writeString(folder.resolve("vectors.csv"), text));
    }
}
