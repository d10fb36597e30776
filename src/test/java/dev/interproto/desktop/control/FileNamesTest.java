package dev.interproto.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ages.csv",
                "age-labels.txt",
                "casia-webface_age_label.txt",
                "AgeLabels.txt",
                "ms1m age list.txt",
                "age.txt"
            })
    void namesWithAWordForAgeSpeakOfAges(String name) {
        assertThat(FileNames.namesAges(Path.of("folder", name))).isTrue();
        assertThat(FileNames.isPairList(Path.of("folder", name))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agedb20_child.txt",
                "images.txt",
                "image_pairs.TXT",
                "pages.txt",
                "lfw-pairs.txt"
            })
    void wordsThatOnlyHoldTheLettersDoNot(String name) {
        assertThat(FileNames.namesAges(Path.of("ages", name))).isFalse();
        assertThat(FileNames.isPairList(Path.of("ages", name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.onnx", "NET.ONNX", "net-symbol.json"})
    void endingsAreReadInCapitalsToo(String name) {
        assertThat(FileNames.endsWith(Path.of(name), ".onnx", "-symbol.json")).isTrue();
        assertThat(FileNames.endsWith(Path.of(name + ".bak"), ".onnx", "-symbol.json")).isFalse();
    }
}
