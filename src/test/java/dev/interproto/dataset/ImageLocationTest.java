package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageLocationTest {

    @Test
    void textGivesTheSamePlaceBack() {
        ImageLocation file = ImageLocation.of(Path.of("faces", "Ada", "1.png"));
        ImageLocation entry = ImageLocation.of(Path.of("sets", "lfw.bin"), 17);
        assertThat(entry).hasToString(Path.of("sets", "lfw.bin") + "#17");
        assertThat(ImageLocation.parse(file.toString())).isEqualTo(file);
        assertThat(ImageLocation.parse(entry.toString())).isEqualTo(entry);
    }

    @Test
    void aHashWithinAFileNameIsNoEntry() {
        assertThat(ImageLocation.parse("Ada #1.png"))
                .isEqualTo(ImageLocation.of(Path.of("Ada #1.png")));
    }

    @Test
    void relativePlacesAreFoundInAFolder() {
        Path folder = Path.of("sets").toAbsolutePath();
        assertThat(ImageLocation.of(Path.of("lfw.bin"), 3).in(folder))
                .isEqualTo(ImageLocation.of(folder.resolve("lfw.bin"), 3));
        assertThat(ImageLocation.of(Path.of("lfw.bin"), 3).shortName()).isEqualTo("lfw.bin#3");
    }
}
