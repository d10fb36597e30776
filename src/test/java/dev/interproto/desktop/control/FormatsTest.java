package dev.interproto.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {

    @Test
    void countsHaveThinSpaces() {
        assertThat(Formats.count(494414)).isEqualTo("494\u2009414");
        assertThat(Formats.count(7)).isEqualTo("7");
    }

    @Test
    void percentagesHaveTwoDecimals() {
        assertThat(Formats.percent(0.987)).isEqualTo("98.70\u2009%");
        assertThat(Formats.percent(Double.NaN)).isEqualTo("–");
    }

    @Test
    void durationsShowTwoUnits() {
        assertThat(Formats.duration(Duration.ofSeconds(8))).isEqualTo("8\u2009s");
        assertThat(Formats.duration(Duration.ofSeconds(252))).isEqualTo("4\u2009min 12\u2009s");
        assertThat(Formats.duration(Duration.ofMinutes(124))).isEqualTo("2\u2009h 04\u2009min");
        assertThat(Formats.duration(Duration.ofHours(50))).isEqualTo("2\u2009d 2\u2009h");
    }

    @Test
    void bytesHaveDecimalPrefixes() {
        assertThat(Formats.bytes(999)).isEqualTo("999\u2009B");
        assertThat(Formats.bytes(1_340_000_000L)).isEqualTo("1.3\u2009GB");
        assertThat(Formats.bytes(999_900)).isEqualTo("1.0\u2009MB");
    }

    @Test
    void csvQuotesWhatNeedsQuotes() {
        CsvTable table =
                new CsvTable(
                        List.of("a", "b"),
                        List.of(List.of("x,y", "say \"hi\""), List.of("1", "2")));
        assertThat(table.toCsv()).isEqualTo("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n1,2\n");
        assertThat(table.toTabs()).isEqualTo("a\tb\nx,y\tsay \"hi\"\n1\t2");
    }
}
