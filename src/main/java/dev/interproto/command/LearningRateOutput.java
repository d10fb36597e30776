package dev.interproto.command;

import dev.interproto.common.UserFacingException;
import dev.interproto.training.LearningRateFinder.Point;
import dev.interproto.training.LearningRateFinder.Result;
import dev.interproto.workspace.report.LineFigure;
import dev.interproto.workspace.report.Palette;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A learning-rate curve as a table, a picture and a sentence. */
final class LearningRateOutput {
    private final Console console;
    private final Path csv;

    LearningRateOutput(Console console, Path csv) {
        this.console = console;
        this.csv = csv;
    }

    void print(Result result, JsonOption json) {
        CsvOutput.write(csv, table(result));
        Path png =
                csv.resolveSibling(
                        csv.getFileName().toString().replaceFirst("\\.csv$", "") + ".png");
        try {
            figure(result).save(png);
        } catch (IOException e) {
            throw new UserFacingException(
                    png + " cannot be written (" + e.getMessage() + ").",
                    "The curve lies in " + csv + ".",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
        json.print(
                console,
                () -> result,
                () -> {
                    console.print("%s", sentence(result));
                    console.print("The curve lies in %s and %s.", csv, png);
                });
    }

    static String sentence(Result result) {
        String end =
                result.ranAway()
                        ? String.format(
                                Locale.ROOT,
                                "The loss ran away at a rate of about %.2g.",
                                result.points().isEmpty()
                                        ? Double.NaN
                                        : result.points().get(result.points().size() - 1).rate())
                        : "The loss never ran away.";
        return result.suggestion().isPresent()
                ? end
                        + String.format(
                                Locale.ROOT,
                                " Try --learning-rate %s.",
                                new BigDecimal(Double.toString(result.suggestion().getAsDouble()))
                                        .toPlainString())
                : end + " It never fell either: try more --finder-steps, or look at the data.";
    }

    static String table(Result result) {
        StringBuilder text = new StringBuilder("step,learning_rate,loss,smoothed_loss\n");
        for (Point point : result.points()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%.6g,%.6f,%.6f%n",
                            point.step(),
                            point.rate(),
                            point.loss(),
                            point.smoothed()));
        }
        return text.toString();
    }

    private static LineFigure figure(Result result) {
        List<Point> points = result.points();
        double[] x = points.stream().mapToDouble(point -> Math.log10(point.rate())).toArray();
        return new LineFigure(
                "Loss while the learning rate rises",
                "log10 of the learning rate",
                false,
                "loss",
                List.of(
                        new LineFigure.Series(
                                "loss",
                                Palette.ACCENT,
                                x,
                                points.stream().mapToDouble(Point::loss).toArray(),
                                true),
                        new LineFigure.Series(
                                "smoothed",
                                Palette.ACCENT,
                                x,
                                points.stream().mapToDouble(Point::smoothed).toArray(),
                                false)),
                Optional.empty(),
                Optional.empty());
    }
}
