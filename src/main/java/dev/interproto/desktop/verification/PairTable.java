package dev.interproto.desktop.verification;

import dev.interproto.dataset.FileNamePattern;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.verification.ScoredPair;
import dev.interproto.workspace.StoredEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An evaluation with all its pairs, ready to be shown.
 *
 * @param stored figures and origin
 * @param rows in the order of the list
 * @param genuine similarities of genuine pairs, ascending
 * @param impostor similarities of impostor pairs, ascending
 */
record PairTable(StoredEvaluation stored, List<PairRow> rows, double[] genuine, double[] impostor) {

    /** Share of names that must follow a pattern; real sets hold a few odd files. */
    private static final double NEARLY_ALL = 0.8;

    /** Reads the pair table of an evaluation. */
    static PairTable read(StoredEvaluation stored) throws IOException {
        return of(stored, stored.pairs());
    }

    static PairTable of(StoredEvaluation stored, List<ScoredPair> pairs) {
        Path images = Path.of(stored.origin().images());
        Optional<FileNamePattern> ages = ages(pairs);
        List<PairRow> rows = new ArrayList<>(pairs.size());
        for (ScoredPair pair : pairs) {
            ImageLocation first = pair.pair().first().in(images);
            ImageLocation second = pair.pair().second().in(images);
            rows.add(
                    new PairRow(
                            rows.size() + 1,
                            pair.pair().same(),
                            first,
                            second,
                            first.shortName(),
                            second.shortName(),
                            age(ages, first),
                            age(ages, second),
                            pair.similarity()));
        }
        return new PairTable(stored, List.copyOf(rows), sorted(rows, true), sorted(rows, false));
    }

    /** What a threshold makes of the pairs. */
    VerdictCounts at(double threshold) {
        int falseRejects = below(genuine, threshold);
        int falseAccepts = impostor.length - below(impostor, threshold);
        return new VerdictCounts(genuine.length, impostor.length, falseAccepts, falseRejects);
    }

    private static int below(double[] ascending, double threshold) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double[] sorted(List<PairRow> rows, boolean genuine) {
        double[] values =
                rows.stream()
                        .filter(row -> row.genuine() == genuine)
                        .mapToDouble(PairRow::similarity)
                        .toArray();
        Arrays.sort(values);
        return values;
    }

    private static OptionalInt age(Optional<FileNamePattern> pattern, ImageLocation image) {
        return pattern.isPresent() ? pattern.get().age(image.name()) : OptionalInt.empty();
    }

    private static Optional<FileNamePattern> ages(List<ScoredPair> pairs) {
        for (FileNamePattern pattern : FileNamePattern.values()) {
            long followed =
                    pairs.stream()
                            .filter(
                                    pair ->
                                            age(Optional.of(pattern), pair.pair().first())
                                                    .isPresent())
                            .count();
            if (followed > 0 && followed >= NEARLY_ALL * pairs.size()) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }
}
