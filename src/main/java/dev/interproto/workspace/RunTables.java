package dev.interproto.workspace;

import dev.interproto.common.CsvLine;
import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.training.TrainingEvent;
import dev.interproto.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The columns of a run's tables, both ways. */
final class RunTables {
    static final String STEP_HEADER =
            "step,epoch,total_loss,margin_loss,inter_prototype_loss,batch_accuracy,learning_rate,"
                    + "images_per_second,seconds,age_loss";
    static final String EPOCH_HEADER =
            "step,epoch,mean_total_loss,training_accuracy,child_similarity,epoch_seconds,"
                    + "adult_similarity,child_adult_similarity";
    static final String SIMILARITY_HEADER =
            "step,epoch,child_similarity,adult_similarity,child_adult_similarity";
    static final String ACCURACY_HEADER =
            "step,epoch,test_set,pairs,best_threshold_accuracy,kfold_accuracy_mean,auc,eer";

    /**
     * Column of the age loss; tables of before there were methods that learn from ages end there.
     */
    private static final int AGE_LOSS = 9;

    private RunTables() {}

    /**
     * @param seconds of training since the run began, all sessions together
     */
    static String line(TrainingEvent.StepDone done, double seconds) {
        return CsvLine.join(
                done.step(),
                done.epoch(),
                done.totalLoss(),
                done.marginLoss(),
                done.interPrototypeLoss(),
                done.batchAccuracy(),
                done.learningRate(),
                done.imagesPerSecond(),
                seconds,
                done.ageLoss());
    }

    static TrainingEvent.StepDone step(String[] fields) {
        return new TrainingEvent.StepDone(
                Long.parseLong(fields[0]),
                Integer.parseInt(fields[1]),
                CsvLine.number(fields[2]),
                CsvLine.number(fields[3]),
                CsvLine.number(fields[4]),
                CsvLine.number(fields[5]),
                CsvLine.number(fields[6]),
                CsvLine.number(fields[7]),
                fields.length > AGE_LOSS ? CsvLine.number(fields[AGE_LOSS]) : Double.NaN);
    }

    static String line(TrainingEvent.EpochDone done) {
        return CsvLine.join(
                done.step(),
                done.epoch(),
                done.meanTotalLoss(),
                done.trainingAccuracy(),
                done.similarities().childChild(),
                done.elapsed().toMillis() / 1000.0,
                done.similarities().adultAdult(),
                done.similarities().childAdult());
    }

    /** The last two columns came later: they are not measured in older tables. */
    static TrainingEvent.EpochDone epoch(String[] fields) {
        boolean all = fields.length > 7;
        return new TrainingEvent.EpochDone(
                Long.parseLong(fields[0]),
                Integer.parseInt(fields[1]),
                CsvLine.number(fields[2]),
                CsvLine.number(fields[3]),
                new PrototypeSimilarities(
                        CsvLine.number(fields[4]),
                        all ? CsvLine.number(fields[6]) : Double.NaN,
                        all ? CsvLine.number(fields[7]) : Double.NaN),
                Duration.ofMillis(Math.round(1000 * Double.parseDouble(fields[5]))));
    }

    static String line(TrainingEvent.SimilaritiesMeasured measured) {
        return CsvLine.join(
                measured.step(),
                measured.epoch(),
                measured.similarities().childChild(),
                measured.similarities().adultAdult(),
                measured.similarities().childAdult());
    }

    static TrainingEvent.SimilaritiesMeasured similarities(String[] fields) {
        return new TrainingEvent.SimilaritiesMeasured(
                Long.parseLong(fields[0]),
                Integer.parseInt(fields[1]),
                new PrototypeSimilarities(
                        CsvLine.number(fields[2]),
                        CsvLine.number(fields[3]),
                        CsvLine.number(fields[4])));
    }

    static String line(TrainingEvent.Evaluated evaluated) {
        VerificationReport report = evaluated.report();
        return CsvLine.join(
                evaluated.step(),
                evaluated.epoch(),
                report.testSet(),
                report.pairs(),
                report.bestThresholdAccuracy(),
                report.kfoldAccuracyMean().orElse(Double.NaN),
                report.auc().orElse(Double.NaN),
                report.eer().orElse(Double.NaN));
    }

    static EpochAccuracy accuracy(String[] fields) {
        return new EpochAccuracy(
                Long.parseLong(fields[0]),
                Integer.parseInt(fields[1]),
                fields[2],
                Integer.parseInt(fields[3]),
                CsvLine.number(fields[4]),
                CsvLine.number(fields[5]),
                CsvLine.number(fields[6]),
                CsvLine.number(fields[7]));
    }

    /** Drops all rows beyond a step, so that a resumed run's curves are not doubled. */
    static void rewind(RunFolder run, long step) throws IOException {
        Map<Path, String> tables =
                Map.of(
                        run.metricsFile(), STEP_HEADER,
                        run.similaritiesFile(), SIMILARITY_HEADER,
                        run.epochsFile(), EPOCH_HEADER,
                        run.accuraciesFile(), ACCURACY_HEADER);
        for (Map.Entry<Path, String> table : tables.entrySet()) {
            AppendedCsv.retain(table.getKey(), table.getValue(), line -> stepOf(line) <= step);
        }
    }

    private static long stepOf(String line) {
        int comma = line.indexOf(',');
        try {
            return comma < 0 ? Long.MAX_VALUE : Long.parseLong(line.substring(0, comma));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
