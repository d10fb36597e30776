package dev.interproto.dataset.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitySplitTest {
    @TempDir Path folder;

    private static FaceDataset numbered(String prefix, int count) {
        NamedFaces faces = new NamedFaces(Path.of("f"));
        for (int i = 1; i <= count; i++) {
            faces.identity(prefix + String.format("%03d", i), 1, 40);
        }
        return faces.build();
    }

    @Test
    void aShareIsDrawnAndNobodyIsInBothParts() {
        FaceDataset dataset = numbered("", 41);
        IdentitySplit split = IdentitySplit.byShare(dataset, 0.2, 5);
        assertThat(split.test().names()).hasSize(8);
        assertThat(split.train().names())
                .hasSize(33)
                .doesNotContainAnyElementsOf(split.test().names());
        assertThat(split.test().only(dataset).identityCount()).isEqualTo(8);
        assertThat(IdentitySplit.byShare(dataset, 0.2, 5)).isEqualTo(split);
        assertThat(IdentitySplit.byShare(dataset, 0.2, 6)).isNotEqualTo(split);
        assertThat(IdentitySplit.byShare(dataset, 0.001, 1).test().names()).hasSize(1);
        assertThat(IdentitySplit.byShare(dataset, 0.999, 1).train().names()).hasSize(1);
    }

    @Test
    void rangesIncludeTheirEndsAndFollowTheOrderOfTheDataset() {
        IdentitySplit split = IdentitySplit.byRanges(numbered("", 41), List.of("021-041", "003"));
        assertThat(split.test().names()).hasSize(22).contains("003", "021", "041");
        assertThat(split.train().names()).hasSize(19).contains("020").doesNotContain("003");
        assertThat(IdentitySplit.byRanges(numbered("a-", 5), List.of("a-002-a-004")).test().names())
                .containsExactly("a-002", "a-003", "a-004");
    }

    @Test
    void aRangeOfNobodySaysWhoThereIs() {
        assertThatThrownBy(() -> IdentitySplit.byRanges(numbered("", 41), List.of("100-200")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("001 to 041");
        assertThatThrownBy(() -> IdentitySplit.byRanges(numbered("", 4), List.of("001-004")))
                .hasMessageContaining("cannot be split");
    }

    @Test
    void listsAreReadAsTheyWereWritten() throws IOException {
        Path file = folder.resolve("test.txt");
        new IdentityNames("here", Set.of("Ana María")).write(file);
        assertThat(IdentityNames.read(file).names()).containsExactly("Ana María");
        Files.writeString(file, "\uFEFF002\n\n  003 \r\nnobody\n");
        IdentityNames read = IdentityNames.read(file);
        assertThat(read.names()).containsExactly("002", "003", "nobody");
        assertThat(read.notIn(numbered("", 4))).containsExactly("nobody");
        FaceDataset only = read.only(numbered("", 4));
        assertThat(only.identityCount()).isEqualTo(2);
        assertThat(only.images().relativeName(0)).isEqualTo("002/0.png");
    }

    @Test
    void aListOfOtherPeopleIsRefused() {
        assertThatThrownBy(() -> new IdentityNames("x.txt", Set.of("Zoe")).only(numbered("", 2)))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("such as Zoe; the dataset has such as 001");
        assertThatThrownBy(() -> IdentityNames.read(folder.resolve("none.txt")))
                .hasMessageContaining("there is no such file");
    }
}
