package dev.interproto.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that holds a network, and beside it what was found out about it: {@code
 * evaluations/<test set>/} ({@link StoredEvaluation}), {@code analyses/} ({@link StoredAnalysis})
 * and {@code maps/} ({@link StoredMap}). Only a path: nothing is held open or cached.
 */
public sealed interface ModelHome permits RunFolder, ModelFolder {

    /** The folder; its name is the name of the run or model. */
    Path path();

    default String name() {
        return path().getFileName().toString();
    }

    default Path evaluationsFolder() {
        return path().resolve("evaluations");
    }

    default Path analysesFolder() {
        return path().resolve("analyses");
    }

    default Path maps() {
        return path().resolve("maps");
    }

    /** The evaluations on disk, newest first; damaged ones are left out. */
    default List<StoredEvaluation> evaluations() {
        List<StoredEvaluation> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(evaluationsFolder())) {
            folders.forEach(folder -> StoredEvaluation.read(folder).ifPresent(found::add));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(
                Comparator.comparing((StoredEvaluation stored) -> stored.origin().evaluated())
                        .reversed());
        return found;
    }

    /** The analyses on disk, newest first; damaged ones are left out. */
    default List<StoredAnalysis> analyses() {
        List<StoredAnalysis> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(analysesFolder())) {
            folders.forEach(folder -> StoredAnalysis.read(folder).ifPresent(found::add));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(
                Comparator.comparing((StoredAnalysis stored) -> stored.origin().analysed())
                        .reversed());
        return found;
    }

    /** The newest evaluation of its own weights on a test set, where there is one. */
    default Optional<StoredEvaluation> evaluation(String testSet) {
        return evaluations().stream()
                .filter(stored -> stored.report().testSet().equals(testSet))
                .filter(stored -> !stored.origin().isUntrained())
                .findFirst();
    }

    /** Where a test set's evaluation lies or will lie. */
    default Path evaluationFolder(String testSet) {
        return evaluationsFolder().resolve(fileName(testSet));
    }

    /**
     * Where the evaluation of the checkpoint that did best on a test set lies or will lie: beside
     * that of the last one, which other figures rest on.
     */
    default Path bestEvaluationFolder(String testSet) {
        return evaluationsFolder().resolve("best-" + fileName(testSet));
    }

    /** Where the evaluation of fresh random weights on a test set lies or will lie. */
    default Path untrainedEvaluationFolder(String testSet) {
        return evaluationsFolder().resolve("random-" + fileName(testSet));
    }

    /** A name from elsewhere, such as a test set's, as a file name. */
    static String fileName(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N} ._+=-]", "_");
        return safe.isBlank() || safe.startsWith(".") ? "_" + safe : safe;
    }
}
