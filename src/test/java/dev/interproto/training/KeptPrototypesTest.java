package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPrototypesTest {
    private static final int[] FIRST_THREE = {0, 1, 2};

    @Test
    void allAreKeptWhereThereIsRoom() {
        assertThat(new KeptPrototypes(10).chosen(5, new int[] {1, 4}, 0))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(KeptPrototypes.NONE.chosen(5, FIRST_THREE, 0)).isEmpty();
    }

    @Test
    void childIdentitiesComeFirstAndTheOthersAreDrawnBySeed() {
        KeptPrototypes ten = new KeptPrototypes(10);
        int[] chosen = ten.chosen(100, FIRST_THREE, 7);
        assertThat(chosen).hasSize(10).isSorted().doesNotHaveDuplicates().contains(FIRST_THREE);
        assertThat(ten.chosen(100, FIRST_THREE, 7)).isEqualTo(chosen);
        assertThat(ten.chosen(100, FIRST_THREE, 8)).isNotEqualTo(chosen);
    }

    @Test
    void manyChildIdentitiesLeaveHalfTheRoomToTheOthers() {
        int[] children = IntStream.range(0, 60).toArray();
        int[] chosen = new KeptPrototypes(11).chosen(100, children, 0);
        // 11 − 11/2 = 6 children, 5 others.
        assertThat(Arrays.stream(chosen).filter(i -> i < 60).count()).isEqualTo(6);
        assertThat(chosen).hasSize(11);
        // Two others only: the children take what they leave.
        assertThat(new KeptPrototypes(11).chosen(62, children, 0)).hasSize(11).contains(60, 61);
    }

    @Test
    void aSnapshotIsReadAsWrittenAndADamagedOneIsRefused(@TempDir Path folder) throws IOException {
        PrototypeSnapshot snapshot =
                new PrototypeSnapshot(
                        new PrototypeSnapshot.Facts(
                                3, 42, List.of("Ada", "Bob"), new boolean[] {true, false}, 9, 4),
                        new PrototypeMatrix(2, 3, new float[] {1, 2, 3, 4, 5, 6}));
        Path file = folder.resolve("0003.npz");
        try (OutputStream out = Files.newOutputStream(file)) {
            snapshot.write(out);
        }
        PrototypeSnapshot read = PrototypeSnapshot.read(file);
        assertThat(read.facts()).usingRecursiveComparison().isEqualTo(snapshot.facts());
        assertThat(read.prototypes().raw(1)).containsExactly(4, 5, 6);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));
        assertThatThrownBy(() -> PrototypeSnapshot.read(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("0003.npz");
    }
}
