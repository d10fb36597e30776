package dev.interproto.workspace;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CsvLine;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import dev.interproto.verification.Identification;
import dev.interproto.verification.IdentificationReport;
import dev.interproto.verification.IdentifiedQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An identification on disk, beside the evaluations: {@code identification.json} (figures and what
 * was asked), {@code queries.csv} (a line a query), {@code cmc.csv} (the curve) and {@code
 * missing.csv} (the images left out, and why).
 *
 * @param folder where the files lie
 */
public record StoredIdentification(Path folder, IdentificationReport report, Origin origin) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredIdentification.class);
    private static final String FILE = "identification.json";
    private static final String PREFIX = "identification-";

    private static final String QUERIES_HEADER =
            "query,identity,age,rank,similarity,mate,top1_identity,top1_image,top1_similarity";
    private static final int QUERY_FIELDS = 6;

    /**
     * What was asked.
     *
     * @param model the run and checkpoint, for a person
     * @param checkpoint the checkpoint's file name
     * @param step global steps behind the checkpoint
     * @param data the dataset's folder
     * @param distractors folder of the further people in the gallery
     * @param identified when
     * @param flip whether mirror images were embedded too
     */
    public record Origin(
            String model,
            String checkpoint,
            long step,
            String data,
            Optional<String> distractors,
            Instant identified,
            boolean flip) {
        public Origin {
            distractors = distractors == null ? Optional.empty() : distractors;
        }
    }

    /** How {@code identification.json} is written. */
    private record Written(IdentificationReport report, Origin origin) {}

    /**
     * Where a model's identification lies or will lie: one each for the dataset, the gap, the
     * distractors and the checkpoint, so that none takes the place of another.
     *
     * @param checkpoint file name
     * @param distractors name of the dataset of further people
     */
    public static Path folder(
            ModelHome home,
            String dataset,
            int gap,
            Optional<String> distractors,
            String checkpoint) {
        String name =
                PREFIX
                        + dataset
                        + (gap == 0 ? "" : "-gap" + gap)
                        + distractors.map(among -> "-among-" + among).orElse("")
                        + bestOf(checkpoint).map(set -> "-best-" + set).orElse("");
        return home.evaluationsFolder().resolve(ModelHome.fileName(name));
    }

    /** On which test set the checkpoint did best that was identified with; empty for the last. */
    public Optional<String> bestOf() {
        return bestOf(origin.checkpoint());
    }

    private static Optional<String> bestOf(String checkpoint) {
        return checkpoint.startsWith("best-")
                ? Optional.of(checkpoint.replaceFirst("^best-", "").replaceFirst("\\.npz$", ""))
                : Optional.empty();
    }

    /** A model's identifications, newest first; damaged ones are left out. */
    public static List<StoredIdentification> of(ModelHome home) {
        List<StoredIdentification> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(home.evaluationsFolder())) {
            folders.forEach(folder -> read(folder).ifPresent(found::add));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(
                Comparator.comparing((StoredIdentification one) -> one.origin().identified())
                        .reversed());
        return found;
    }

    /** The identification in a folder; empty where there is none or it is damaged (logged). */
    public static Optional<StoredIdentification> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Written written = Json.mapper().readValue(file.toFile(), Written.class);
            return Optional.of(
                    new StoredIdentification(folder, written.report(), written.origin()));
        } catch (IOException e) {
            LOG.warn("The identification in {} cannot be read", folder, e);
            return Optional.empty();
        }
    }

    /** Writes an identification; the figures last, since it is there when they are. */
    public static StoredIdentification write(
            Path folder, Identification.Result result, IdentificationReport report, Origin origin)
            throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.writeText(folder.resolve("queries.csv"), csv(result.queries()));
        AtomicFiles.writeText(folder.resolve("cmc.csv"), curve(report));
        StringBuilder missing = new StringBuilder("where,what\n");
        for (Problem problem : result.problems()) {
            missing.append(CsvLine.join(problem.where(), problem.what())).append('\n');
        }
        AtomicFiles.writeText(folder.resolve("missing.csv"), missing.toString());
        AtomicFiles.writeText(
                folder.resolve(FILE),
                Json.mapper().writeValueAsString(new Written(report, origin)));
        return new StoredIdentification(folder, report, origin);
    }

    private static String curve(IdentificationReport report) {
        StringBuilder text = new StringBuilder("rank,rate,chance\n");
        for (int i = 0; i < report.cmc().size(); i++) {
            text.append(CsvLine.join(i + 1, report.cmc().get(i), report.chance().get(i)))
                    .append('\n');
        }
        return text.toString();
    }

    /** One line a query, with as many of the nearest identities as were kept. */
    private static String csv(List<IdentifiedQuery> queries) {
        int most = queries.stream().mapToInt(query -> query.nearest().size()).max().orElse(1);
        StringBuilder text = new StringBuilder(QUERIES_HEADER);
        for (int place = 2; place <= most; place++) {
            text.append(String.format(",top%1$d_identity,top%1$d_image,top%1$d_similarity", place));
        }
        text.append('\n');
        for (IdentifiedQuery query : queries) {
            List<Object> fields = new ArrayList<>();
            fields.addAll(List.of(query.image(), query.identity(), query.age(), query.rank()));
            fields.addAll(List.of(query.similarity(), query.mate()));
            for (IdentifiedQuery.Candidate one : query.nearest()) {
                fields.addAll(List.of(one.identity(), one.image(), one.similarity()));
            }
            text.append(CsvLine.join(fields.toArray())).append('\n');
        }
        return text.toString();
    }

    /**
     * The queries, in the dataset's order.
     *
     * @throws UserFacingException where the table is damaged
     */
    public List<IdentifiedQuery> queries() throws IOException {
        Path file = folder.resolve("queries.csv");
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).startsWith(QUERIES_HEADER)) {
            throw damaged(file, 1);
        }
        List<IdentifiedQuery> found = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = CsvLine.split(lines.get(i));
            if (fields.length < QUERY_FIELDS || fields.length % 3 != 0) {
                throw damaged(file, i + 1);
            }
            try {
                found.add(query(fields));
            } catch (NumberFormatException e) {
                throw damaged(file, i + 1);
            }
        }
        return found;
    }

    private static IdentifiedQuery query(String[] fields) {
        List<IdentifiedQuery.Candidate> nearest = new ArrayList<>();
        for (int at = QUERY_FIELDS; at < fields.length; at += 3) {
            nearest.add(
                    new IdentifiedQuery.Candidate(
                            fields[at],
                            ImageLocation.parse(fields[at + 1]),
                            Double.parseDouble(fields[at + 2])));
        }
        return new IdentifiedQuery(
                ImageLocation.parse(fields[0]),
                fields[1],
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Double.parseDouble(fields[4]),
                ImageLocation.parse(fields[5]),
                nearest);
    }

    private static UserFacingException damaged(Path file, int line) {
        return new UserFacingException(
                file + ", line " + line + " is not " + QUERIES_HEADER + ".",
                "The table of queries was changed or cut off.",
                "Run the identification again.");
    }
}
