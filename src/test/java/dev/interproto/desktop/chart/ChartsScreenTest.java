package dev.interproto.desktop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.ScreenTestSupport;
import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.desktop.theme.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javafx.geometry.Insets;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class ChartsScreenTest extends ScreenTestSupport {
    private CurveChart curves;
    private HistogramChart histogram;
    private RocChart roc;

    @Test
    void chartsFollowTheThemeAndAreSavedForPaper() throws Exception {
        onScreen(
                () -> {
                    build(workbench.context().charts());
                    ((StackPane) stage.getScene().getRoot()).getChildren().add(board());
                    return true;
                });
        snapshot("charts-light");
        theme(ThemeChoice.DARK);
        snapshot("charts-dark");

        assertThat(curves.data().header()).containsExactly("series", "Step", "Loss");
        assertThat(curves.data().rows()).hasSize(600).contains(List.of("Total", "0.0", "8.0"));
        Path png = folder.resolve("curves.png");
        Path svg = folder.resolve("curves.svg");
        onScreen(
                () -> {
                    FigureExport.writePng(png, curves::drawForPaper, 720, 440);
                    FigureExport.writeSvg(svg, curves::drawForPaper, 720, 440);
                    FigureExport.writePng(
                            Path.of("target", "screens", "paper.png"),
                            histogram::drawForPaper,
                            720,
                            440);
                    return true;
                });
        java.awt.image.BufferedImage image = javax.imageio.ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1440);
        // Saved on white, though the screen is dark now.
        assertThat(image.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(Files.readString(svg))
                .contains("Curves", "Inter-Prototype")
                .doesNotContain("#1f2228");
    }

    @Test
    void smoothingIsDebiasedAndKeepsTheRawNumbers() throws Exception {
        CsvTable data =
                onScreen(
                        () -> {
                            CurveChart chart = workbench.context().charts().curves("C", "x", "y");
                            chart.addCurve("a", Meaning.ADULT.colour(), false);
                            chart.setSmoothing(0.5);
                            chart.append("a", 0, 4);
                            chart.append("a", 1, 8);
                            chart.flush();
                            // First point itself; second (0.5·0.5·4 + 0.5·8) / 0.75 = 20/3.
                            var drawn = chart.plot().getDataset(0);
                            assertThat(drawn.getYValue(0, 0)).isEqualTo(4);
                            assertThat(drawn.getYValue(0, 1)).isEqualTo(20 / 3.0);
                            return chart.data();
                        });
        assertThat(data.rows())
                .containsExactly(List.of("a", "0.0", "4.0"), List.of("a", "1.0", "8.0"));
    }

    private void build(Charts charts) {
        Random random = new Random(1);
        curves = charts.curves("Curves", "Step", "Loss");
        curves.addCurve("Total", javafx.scene.paint.Color.web("#3B5BDB"), false);
        curves.addCurve("Margin", Meaning.ADULT.colour(), false);
        curves.addCurve("Inter-Prototype", Meaning.CHILD.colour(), true);
        for (int i = 0; i < 200; i++) {
            double noise = i == 0 ? 0 : random.nextGaussian() * 0.4;
            curves.append("Total", i, 8 * Math.exp(-i / 60.0) + noise);
            curves.append("Margin", i, 7 * Math.exp(-i / 60.0) + random.nextGaussian() * 0.4);
            curves.append("Inter-Prototype", i, Math.exp(-i / 20.0));
        }
        curves.setReference("chance", 4, "chance level");
        curves.setSmoothing(0.9);
        curves.flush();
        histogram = charts.histogram("Similarities", "Cosine similarity", "Pairs");
        double[] genuine = new double[40];
        double[] impostor = new double[40];
        for (int i = 0; i < 2000; i++) {
            genuine[clamp(24 + 5 * random.nextGaussian())]++;
            impostor[clamp(15 + 4 * random.nextGaussian())]++;
        }
        histogram.setBins(
                "Genuine", new HistogramChart.Bins(Meaning.GENUINE.colour(), -1, 0.05, genuine));
        histogram.setBins(
                "Impostor", new HistogramChart.Bins(Meaning.IMPOSTOR.colour(), -1, 0.05, impostor));
        histogram.setThreshold(0.02);
        roc = charts.roc("ROC", "False acceptance rate", "True acceptance rate");
        double[] far = new double[101];
        double[] tar = new double[101];
        for (int i = 0; i <= 100; i++) {
            far[i] = i / 100.0;
            tar[i] = Math.pow(far[i], 0.2);
        }
        roc.addCurve("Run 1", Meaning.ADULT.colour(), far, tar);
        roc.setPoint(far[8], tar[8]);
    }

    private GridPane board() {
        GridPane board = new GridPane();
        board.setPadding(new Insets(24));
        board.setHgap(16);
        board.setVgap(16);
        board.getStyleClass().add("root");
        board.addRow(0, curves, histogram);
        board.addRow(1, roc);
        for (ChartCard chart : List.of(curves, histogram, roc)) {
            GridPane.setHgrow(chart, Priority.ALWAYS);
            GridPane.setVgrow(chart, Priority.ALWAYS);
            chart.setPrefSize(600, 360);
        }
        return board;
    }

    private static int clamp(double bin) {
        return (int) Math.max(0, Math.min(39, bin));
    }
}
