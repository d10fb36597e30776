package dev.interproto.workspace.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Names that mean something to LaTeX, Markdown or CSV, and figures at the edge. */
class ComparisonTextTest {
    private static final String TITLE = "[A] 50 % of a_b & <b>*|\"c\"";

    private static ComparisonTable table(ComparisonTable.Cell... cells) {
        return new ComparisonTable(
                "s",
                List.of(new ComparisonTable.Column("set_1", "40")),
                List.of(cells).stream()
                        .map(cell -> new ComparisonTable.Row("d, e", TITLE, false, List.of(cell)))
                        .toList(),
                List.of("p < 0.05, ** p < 0.01"));
    }

    private static ComparisonTable.Cell cell(double... seeds) {
        return new ComparisonTable.Cell(Optional.of(MeanStd.of(seeds)), seeds.length, "");
    }

    private static ComparisonTable.Cell compared(double second, Interval difference) {
        ComparedFigure figure =
                new ComparedFigure(
                        ComparedFigure.Kind.BEST_THRESHOLD,
                        OptionalDouble.empty(),
                        0.5,
                        second,
                        Optional.of(difference));
        return new ComparisonTable.Cell(
                Optional.of(MeanStd.of(new double[] {second})),
                Optional.empty(),
                1,
                false,
                OptionalDouble.empty(),
                Optional.of(
                        new ComparisonTable.Intervals(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(
                                        new ComparisonTable.Difference(
                                                "ArcFace", 1, figure, Optional.empty())))),
                "");
    }

    @Test
    void latexPrintsNamesAsTheyAre() {
        assertThat(ComparisonLatex.of(table(cell(0.8))))
                // Directly after a line's end, [A] would be its argument.
                .contains("\n{}[A] 50 \\% of a\\_b \\& $<$b$>$*$|$''c'' & 80.00 \\\\")
                .contains("set\\_1 (40 pairs)");
    }

    @Test
    void markdownPrintsNamesAsTheyAre() {
        assertThat(ComparisonMarkdown.of(table(cell(0.8))))
                .contains("| [A] 50 % of a_b & \\<b>\\*\\|\"c\" | 80.00 |")
                .contains("p < 0.05, \\*\\* p < 0.01");
    }

    @Test
    void csvQuotesCommasAndQuotes() {
        assertThat(ComparisonCsv.of(table(cell(0.8, 0.9))).lines())
                .element(1)
                .asString()
                .startsWith(
                        "\"d, e\",\"[A] 50 % of a_b & <b>*|\"\"c\"\"\",false,set_1,40,"
                                + "0.850000,0.070711,,,2,2,false,,");
    }

    @Test
    void oneSeedHasNoDeviation() {
        assertThat(ComparisonText.main(cell(0.8))).isEqualTo("80.00");
        assertThat(ComparisonText.main(cell(0.8, 0.9))).isEqualTo("85.00 ± 7.07");
    }

    @Test
    void aDifferenceThatRoundsToNothingHasNoSign() {
        assertThat(ComparisonText.details(compared(0.49999, new Interval(-0.02, 0.00001))))
                .containsExactly("Δ 0.00 [−2.00, 0.00]");
        assertThat(ComparisonText.details(compared(0.512, new Interval(0.001, 0.02))))
                .containsExactly("Δ +1.20 [+0.10, +2.00]†");
    }
}
