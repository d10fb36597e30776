package dev.interproto.workspace.sweep;

import dev.interproto.common.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Inter-Prototype paper reports, to be set beside one's own: {@code published.json}.
 *
 * @param source the paper
 * @param seeds behind each mean
 * @param testSets columns
 * @param tables one a training set
 */
public record PublishedResults(
        String source, int seeds, List<TestSet> testSets, List<Table> tables) {

    /**
     * @param pairs genuine and impostor together
     * @param also names that pair lists of this test set go by
     */
    public record TestSet(String name, int pairs, List<String> also) {

        /** Whether a pair list of that name is this one. */
        boolean isNamed(String testSet) {
            String plain = plain(testSet);
            return Stream.concat(Stream.of(name), also.stream())
                    .anyMatch(known -> plain(known).equals(plain));
        }

        private static String plain(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        }
    }

    /**
     * @param id what commands call it
     * @param trainedOn the training set
     */
    public record Table(String id, String trainedOn, List<Row> rows) {}

    /**
     * @param mean percent, one a test set
     * @param std percentage points, one a test set
     */
    public record Row(String method, List<Double> mean, List<Double> std) {}

    /** Reads them. */
    public static PublishedResults load() {
        try (InputStream in = PublishedResults.class.getResourceAsStream("published.json")) {
            return Json.mapper().readValue(in, PublishedResults.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of that training set. */
    public Optional<Table> table(String id) {
        return tables.stream().filter(table -> table.id().equalsIgnoreCase(id)).findFirst();
    }
}
