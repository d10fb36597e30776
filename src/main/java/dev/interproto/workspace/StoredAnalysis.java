package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CsvLine;
import dev.interproto.common.Json;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An analysis on disk: {@code analysis.json} (everything), {@code origin.json} (of what), {@code
 * measures.csv} (every mean with its count) and {@code spreads.csv} (the histograms).
 *
 * @param folder where the files lie
 */
public record StoredAnalysis(Path folder, Analysis analysis, Origin origin) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAnalysis.class);

    /**
     * What was analysed.
     *
     * @param model the run and checkpoint, or the model, for a person
     * @param checkpoint the file's name, such as {@code last.npz}
     * @param step global steps behind the checkpoint
     * @param data root of the dataset; absent where prototypes alone were looked at
     * @param analysed when
     */
    public record Origin(
            String model, String checkpoint, long step, Optional<String> data, Instant analysed) {}

    /**
     * Where an analysis lies or will lie: in a folder named by checkpoint and dataset, with a
     * number after it where the folder of that name holds the analysis of another dataset.
     *
     * @param origin of what it is
     * @param dataset its name; empty where prototypes alone are looked at
     */
    public static Path folder(ModelHome home, Origin origin, Optional<String> dataset) {
        String stem = origin.checkpoint().replaceAll("\\.(npz|onnx)$", "");
        String name = ModelHome.fileName(stem + dataset.map(of -> "-" + of).orElse(""));
        Path folder = home.analysesFolder().resolve(name);
        for (int number = 2; holdsAnother(folder, origin); number++) {
            folder = home.analysesFolder().resolve(name + "-" + number);
        }
        return folder;
    }

    private static boolean holdsAnother(Path folder, Origin origin) {
        return read(folder)
                .map(StoredAnalysis::origin)
                .filter(
                        other ->
                                !other.checkpoint().equals(origin.checkpoint())
                                        || !other.data().equals(origin.data()))
                .isPresent();
    }

    /** Writes an analysis; {@code analysis.json} last, since it is there when that is. */
    public static StoredAnalysis write(Path folder, Analysis analysis, Origin origin)
            throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.writeText(folder.resolve("measures.csv"), measures(analysis));
        AtomicFiles.writeText(folder.resolve("spreads.csv"), spreads(analysis));
        AtomicFiles.writeText(
                folder.resolve("origin.json"), Json.mapper().writeValueAsString(origin));
        AtomicFiles.writeText(
                folder.resolve("analysis.json"), Json.mapper().writeValueAsString(analysis));
        return new StoredAnalysis(folder, analysis, origin);
    }

    /** The analysis in a folder; empty where there is none or it is damaged (logged). */
    public static Optional<StoredAnalysis> read(Path folder) {
        Path file = folder.resolve("analysis.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StoredAnalysis(
                            folder,
                            Json.mapper().readValue(file.toFile(), Analysis.class),
                            Json.mapper()
                                    .readValue(
                                            folder.resolve("origin.json").toFile(), Origin.class)));
        } catch (JsonProcessingException e) {
            LOG.warn("The analysis in {} is damaged", folder, e);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The analysis in {} cannot be read", folder, e);
            return Optional.empty();
        }
    }

    private static String measures(Analysis analysis) {
        StringBuilder text = new StringBuilder("of,to,unit,count,mean,std,sample\n");
        for (Analysis.Measure line : analysis.measures()) {
            text.append(
                            CsvLine.join(
                                    line.of(),
                                    line.to(),
                                    line.unit(),
                                    line.count(),
                                    line.mean().orElse(Double.NaN),
                                    line.std().orElse(Double.NaN),
                                    line.sample()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String spreads(Analysis analysis) {
        StringBuilder text = new StringBuilder("of,to,unit,from,until,count\n");
        for (Analysis.Measure line : analysis.measures()) {
            Spread spread = line.spread();
            for (int bar = 0; bar < spread.bars().size(); bar++) {
                if (spread.bars().get(bar) > 0) {
                    text.append(
                                    CsvLine.join(
                                            line.of(),
                                            line.to(),
                                            line.unit(),
                                            spread.from() + bar * spread.barWidth(),
                                            spread.from() + (bar + 1) * spread.barWidth(),
                                            spread.bars().get(bar)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }
}
