package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Problem;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.PairScoresCsv;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An evaluation on disk: {@code report.json} (the figures), {@code pairs.csv} (every pair with its
 * similarity and verdict), {@code missing.csv} (the pairs left out, and why) and {@code
 * origin.json} (what was evaluated on what).
 *
 * @param folder where the files lie
 */
public record StoredEvaluation(Path folder, VerificationReport report, Origin origin) {
    private static final String MISSING_HEADER = "where,what";
    private static final Logger LOG = LoggerFactory.getLogger(StoredEvaluation.class);

    /**
     * What was evaluated.
     *
     * @param model the run and checkpoint, for a person
     * @param checkpoint the checkpoint's file name, such as {@code last.npz}
     * @param step global steps behind the checkpoint
     * @param epochsDone whole epochs behind the checkpoint
     * @param pairs the pair list's file
     * @param images the folder its paths were resolved against
     * @param evaluated when
     */
    public record Origin(
            String model,
            String checkpoint,
            long step,
            int epochsDone,
            String pairs,
            String images,
            Instant evaluated) {}

    /** The pairs with their similarities. */
    public List<ScoredPair> pairs() throws IOException {
        return PairScoresCsv.read(pairsFile());
    }

    /** The per-pair table. */
    public Path pairsFile() {
        return folder.resolve("pairs.csv");
    }

    /**
     * The pairs left out, each with its line in the list and the reason. Empty for an evaluation of
     * an earlier version, which kept their number only.
     *
     * @throws UserFacingException where the table is damaged
     */
    public Optional<List<Problem>> missing() throws IOException {
        Path file = missingFile(folder);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<Problem> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = CsvLine.split(lines.get(i));
            if (fields.length != 2 || i == 0 && !lines.get(i).equals(MISSING_HEADER)) {
                throw new UserFacingException(
                        file + ", line " + (i + 1) + " is not " + MISSING_HEADER + ".",
                        "The table of missing pairs was changed or cut off.",
                        "Run the evaluation again.");
            }
            if (i > 0) {
                found.add(new Problem(fields[0], fields[1]));
            }
        }
        return Optional.of(found);
    }

    private static Path missingFile(Path folder) {
        return folder.resolve("missing.csv");
    }

    private static String table(List<Problem> missing) {
        StringBuilder text = new StringBuilder(MISSING_HEADER).append('\n');
        for (Problem problem : missing) {
            text.append(CsvLine.join(problem.where(), problem.what())).append('\n');
        }
        return text.toString();
    }

    /** Writes an evaluation; the report last, since an evaluation is there when its report is. */
    public static StoredEvaluation write(
            Path folder, VerificationReport report, PairScores scores, Origin origin)
            throws IOException {
        Files.createDirectories(folder);
        PairScoresCsv.write(
                folder.resolve("pairs.csv"), scores.pairs(), report.recommendedThreshold());
        AtomicFiles.writeText(missingFile(folder), table(scores.missing()));
        AtomicFiles.writeText(
                folder.resolve("origin.json"), Json.mapper().writeValueAsString(origin));
        AtomicFiles.writeText(
                folder.resolve("report.json"), Json.mapper().writeValueAsString(report));
        return new StoredEvaluation(folder, report, origin);
    }

    /** The evaluation in a folder; empty where there is none or it is damaged (logged). */
    public static Optional<StoredEvaluation> read(Path folder) {
        Path report = folder.resolve("report.json");
        if (!Files.isRegularFile(report)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StoredEvaluation(
                            folder,
                            Json.mapper().readValue(report.toFile(), VerificationReport.class),
                            Json.mapper()
                                    .readValue(
                                            folder.resolve("origin.json").toFile(), Origin.class)));
        } catch (JsonProcessingException e) {
            LOG.warn("The evaluation in {} is damaged", folder, e);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The evaluation in {} cannot be read", folder, e);
            return Optional.empty();
        }
    }
}
