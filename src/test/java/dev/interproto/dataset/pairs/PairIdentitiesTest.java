package dev.interproto.dataset.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairIdentitiesTest {
    private static Optional<PairIdentities> identities(String... pairs) {
        List<VerificationPair> list =
                Arrays.stream(pairs)
                        .map(line -> line.split(" "))
                        .map(
                                p ->
                                        new VerificationPair(
                                                p[0].equals("1"), Path.of(p[1]), Path.of(p[2])))
                        .toList();
        return PairIdentities.of(list);
    }

    private static String name(Optional<PairIdentities> identities, String image) {
        return identities.orElseThrow().byImage().get(ImageLocation.of(Path.of(image)));
    }

    @Test
    void fileNamesOfAFlatFolderTellThePerson() {
        Optional<PairIdentities> found =
                identities(
                        "1 t/FG/047A05.JPG t/FG/047A27.JPG", "0 t/FG/047A05.JPG t/FG/020A30.JPG");
        assertThat(name(found, "t/FG/047A27.JPG")).isEqualTo("047");
        assertThat(name(found, "t/FG/020A30.JPG")).isEqualTo("020");
    }

    @Test
    void aFolderIsAPerson() {
        Optional<PairIdentities> found =
                identities("1 t/Ada/1.png t/Ada/2.png", "0 t/Ada/1.png t/Bob/1.png");
        assertThat(name(found, "t/Bob/1.png")).isEqualTo("Bob");
    }

    @Test
    void aFolderForTheChildWithinThePersonsIsNoPerson() {
        Optional<PairIdentities> found =
                identities(
                        "1 t/LAG/ada/y/a_1.png t/LAG/ada/a_2.png",
                        "0 t/LAG/bob/y/b_1.png t/LAG/ada/a_2.png");
        assertThat(name(found, "t/LAG/bob/y/b_1.png")).isEqualTo("bob");
        assertThat(name(found, "t/LAG/ada/y/a_1.png")).isEqualTo("ada");
    }

    @Test
    void namesThatContradictTheListTellNothing() {
        assertThat(identities("1 child/1.png adult/1.png", "0 child/1.png adult/2.png")).isEmpty();
        assertThat(identities("1 a.png b.png", "0 a.png c.png")).isEmpty();
        assertThat(identities()).isEmpty();
    }
}
