package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairScoresCsvTest {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadBackToTheLastBit() throws IOException {
        List<ScoredPair> pairs =
                List.of(
                        new ScoredPair(
                                new VerificationPair(
                                        true, Path.of("a b/1, \"x\".png"), Path.of("a/2.png")),
                                0.1 + 0.2),
                        new ScoredPair(
                                new VerificationPair(false, Path.of("a/1.png"), Path.of("b/3.png")),
                                -1e-9));
        Path file = folder.resolve("pairs.csv");

        PairScoresCsv.write(file, pairs, 0.3);

        assertThat(PairScoresCsv.read(file)).isEqualTo(pairs);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "label,path1,path2,similarity,verdict,right",
                        "1,\"a b/1, \"\"x\"\".png\",a/2.png,0.30000000000000004,1,1",
                        "0,a/1.png,b/3.png,-1.0E-9,0,1");
    }

    @Test
    void aBrokenLineIsNamedByItsNumber() throws IOException {
        Path file = folder.resolve("pairs.csv");
        String header = "label,path1,path2,similarity,verdict,right\n";

        Files.writeString(file, header + "1,a,b,0.5,1,1\n1,a,b,much,1,1\n");
        assertThatThrownBy(() -> PairScoresCsv.read(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("much");

        Files.writeString(file, header + "1,a,b,0.5");
        assertThatThrownBy(() -> PairScoresCsv.read(file)).hasMessageContaining("4 fields");

        Files.writeString(file, "something,else\n");
        assertThatThrownBy(() -> PairScoresCsv.read(file)).hasMessageContaining("line 1");
    }
}
