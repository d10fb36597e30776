package dev.interproto.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CsvLine;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.verification.Breakdown;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.PairScoresCsv;
import dev.interproto.verification.ScoredNetwork;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An evaluation on disk: {@code report.json} (the figures), {@code pairs.csv} (every pair with its
 * similarity and verdict), {@code missing.csv} (the pairs left out, and why), {@code origin.json}
 * (what was evaluated on what) and, where ages are known, {@code breakdown.json} and {@code
 * breakdown.csv} (figures by kind of pair, age and gap).
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
     * @param flip whether mirror images were embedded too
     * @param randomWeights seed of the fresh weights that were evaluated in place of the model's;
     *     empty for the model's own
     */
    public record Origin(
            String model,
            String checkpoint,
            long step,
            int epochsDone,
            String pairs,
            String images,
            Instant evaluated,
            boolean flip,
            OptionalLong randomWeights) {
        public Origin {
            randomWeights = randomWeights == null ? OptionalLong.empty() : randomWeights;
        }

        /** Of a model's own weights. */
        public Origin(
                String model,
                String checkpoint,
                long step,
                int epochsDone,
                String pairs,
                String images,
                Instant evaluated,
                boolean flip) {
            this(
                    model,
                    checkpoint,
                    step,
                    epochsDone,
                    pairs,
                    images,
                    evaluated,
                    flip,
                    OptionalLong.empty());
        }

        /** Whether it is of fresh random weights, a baseline only. */
        @JsonIgnore
        public boolean isUntrained() {
            return randomWeights.isPresent();
        }

        /** Without mirror images. */
        public Origin(
                String model,
                String checkpoint,
                long step,
                int epochsDone,
                String pairs,
                String images,
                Instant evaluated) {
            this(model, checkpoint, step, epochsDone, pairs, images, evaluated, false);
        }
    }

    /** The pairs with their similarities. */
    public List<ScoredPair> pairs() throws IOException {
        return PairScoresCsv.read(pairsFile());
    }

    /**
     * As comparisons take it: at the recommended threshold, with paths below the images' folder,
     * which may lie elsewhere for another evaluation of these pairs.
     *
     * @throws UserFacingException where the table of pairs cannot be read
     */
    public ScoredNetwork network() {
        Path images = Path.of(origin.images());
        try {
            List<ScoredPair> below =
                    pairs().stream()
                            .map(one -> new ScoredPair(below(one.pair(), images), one.similarity()))
                            .toList();
            return new ScoredNetwork(below, report.recommendedThreshold());
        } catch (IOException e) {
            throw new UserFacingException(
                    pairsFile() + " cannot be read (" + e.getMessage() + ").",
                    "It holds the similarities that are compared.",
                    "Remove " + folder + " and evaluate again.",
                    e);
        }
    }

    private static VerificationPair below(VerificationPair pair, Path images) {
        return new VerificationPair(
                pair.same(), below(pair.first(), images), below(pair.second(), images));
    }

    private static ImageLocation below(ImageLocation image, Path images) {
        Path file = images.resolve(image.file());
        return new ImageLocation(
                file.startsWith(images) ? images.relativize(file) : file, image.entry());
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
        // Those of an older evaluation would pass for this one's.
        Files.deleteIfExists(folder.resolve("breakdown.json"));
        Files.deleteIfExists(folder.resolve("breakdown.csv"));
        PairScoresCsv.write(
                folder.resolve("pairs.csv"), scores.pairs(), report.recommendedThreshold());
        AtomicFiles.writeText(missingFile(folder), table(scores.missing()));
        AtomicFiles.writeText(
                folder.resolve("origin.json"), Json.mapper().writeValueAsString(origin));
        AtomicFiles.writeText(
                folder.resolve("report.json"), Json.mapper().writeValueAsString(report));
        return new StoredEvaluation(folder, report, origin);
    }

    /**
     * The figures by kind of pair, age and gap: as written with the evaluation, else worked out
     * from the file names; empty where they carry no ages.
     *
     * @throws IOException where the pair table cannot be read
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public Optional<Breakdown> breakdown(Progress progress) throws IOException {
        Path file = folder.resolve("breakdown.json");
        if (Files.isRegularFile(file)) {
            return Optional.of(Json.mapper().readValue(file.toFile(), Breakdown.class));
        }
        List<ScoredPair> scored = pairs();
        return Breakdown.of(
                scored,
                PairSurvey.ofNames(
                        scored.stream().map(ScoredPair::pair).toList(),
                        AgeLabels.none(),
                        ChildRule.PAPER.childAge()),
                report.recommendedThreshold(),
                VerificationOptions.DEFAULT,
                progress);
    }

    /** Writes {@code breakdown.json} and {@code breakdown.csv}, or removes older ones. */
    public void writeBreakdown(Optional<Breakdown> breakdown) throws IOException {
        Path json = folder.resolve("breakdown.json");
        Path csv = folder.resolve("breakdown.csv");
        if (breakdown.isEmpty()) {
            Files.deleteIfExists(json);
            Files.deleteIfExists(csv);
            return;
        }
        AtomicFiles.writeText(json, Json.mapper().writeValueAsString(breakdown.get()));
        AtomicFiles.writeText(
                csv,
                Breakdown.CSV_HEADER + "\n" + String.join("\n", breakdown.get().csvLines()) + "\n");
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
                            readOrigin(folder)));
        } catch (JsonProcessingException e) {
            LOG.warn("The evaluation in {} is damaged", folder, e);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The evaluation in {} cannot be read", folder, e);
            return Optional.empty();
        }
    }

    /** Only what was evaluated, which is quick to read; empty as {@link #read}. */
    public static Optional<Origin> origin(Path folder) {
        if (!Files.isRegularFile(folder.resolve("report.json"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(readOrigin(folder));
        } catch (IOException e) {
            LOG.warn("The evaluation in {} cannot be read", folder, e);
            return Optional.empty();
        }
    }

    private static Origin readOrigin(Path folder) throws IOException {
        return Json.mapper().readValue(folder.resolve("origin.json").toFile(), Origin.class);
    }
}
