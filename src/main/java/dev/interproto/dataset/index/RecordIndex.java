package dev.interproto.dataset.index;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.IdentityListing;
import dev.interproto.dataset.container.RecordMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a RecordIO file. Its labels are the identities and its records' numbers the images'
 * names; what is a modification time elsewhere is the record's place. Whatever goes wrong with the
 * index, the file is opened.
 */
final class RecordIndex implements RecordMemory {
    private static final Logger LOG = LoggerFactory.getLogger(RecordIndex.class);

    private static final String STAMP = "record_stamp";

    private final Path file;
    private final DatasetIndex.Check check;

    RecordIndex(Path file, DatasetIndex.Check check) {
        this.file = file;
        this.check = check;
    }

    /** Work on the tables. */
    private interface Work<T> {
        T on(IndexTables tables) throws SQLException;
    }

    private <T> Optional<T> attempt(Work<Optional<T>> work) {
        Optional<Connection> connection = IndexFile.open(file);
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        try (IndexTables tables = IndexTables.of(connection.get())) {
            tables.begin();
            Optional<T> result = work.on(tables);
            tables.commit();
            return result;
        } catch (SQLException e) {
            recover(e);
            return Optional.empty();
        }
    }

    private void recover(SQLException cause) {
        if (!IndexFile.isDamage(cause)) {
            LOG.warn("The index {} is not used ({})", file, cause.getMessage());
            return;
        }
        Optional<Connection> anew = IndexFile.openAnew(file, cause);
        if (anew.isPresent()) {
            try {
                anew.get().close();
            } catch (SQLException e) {
                LOG.debug("Closing the index {}", file, e);
            }
        }
    }

    @Override
    public Optional<Records> known(String stamp) {
        if (check == DatasetIndex.Check.FILES) {
            return Optional.empty();
        }
        return attempt(
                tables ->
                        tables.fact(STAMP).equals(Optional.of(stamp))
                                ? Optional.of(read(tables))
                                : Optional.empty());
    }

    private static Records read(IndexTables tables) throws SQLException {
        Map<String, IndexTables.Identity> identities = tables.identities();
        int count = identities.values().stream().mapToInt(IndexTables.Identity::images).sum();
        long[] places = new long[count];
        int[] sizes = new int[count];
        int[] labels = new int[count];
        int[] numbers = new int[count];
        try {
            List<String> names =
                    identities.keySet().stream()
                            .sorted(Comparator.comparing(Integer::valueOf))
                            .toList();
            int at = 0;
            for (String name : names) {
                IdentityListing listing = tables.listing(identities.get(name));
                for (int i = 0; i < listing.count(); i++, at++) {
                    places[at] = listing.modified(i);
                    sizes[at] = listing.size(i);
                    labels[at] = Integer.parseInt(name);
                    numbers[at] = Integer.parseInt(listing.name(i));
                }
            }
        } catch (NumberFormatException e) {
            throw new SQLException("a label or a record's number is none", e);
        }
        return new Records(places, sizes, labels, numbers, tables.labelProblems());
    }

    @Override
    public void learned(String stamp, Records records) {
        attempt(
                tables -> {
                    if (!tables.fact(STAMP).equals(Optional.of(stamp))) {
                        tables.forgetAllHashes();
                    }
                    tables.clear();
                    tables.storeFact(STAMP, stamp);
                    tables.storeLabelProblems(records.problems());
                    int[] labels = records.labels();
                    for (int from = 0, to = 0; from < labels.length; from = to) {
                        while (to < labels.length && labels[to] == labels[from]) {
                            to++;
                        }
                        tables.add(
                                Integer.toString(labels[from]),
                                OptionalLong.empty(),
                                listing(records, from, to));
                    }
                    return Optional.of(stamp);
                });
    }

    private static IdentityListing listing(Records records, int from, int to) {
        IdentityListing.Builder listing = new IdentityListing.Builder();
        for (int i = from; i < to; i++) {
            byte[] name =
                    Integer.toString(records.numbers()[i]).getBytes(StandardCharsets.US_ASCII);
            listing.add(
                    name,
                    0,
                    name.length,
                    records.sizes()[i],
                    records.places()[i],
                    FaceDataset.NO_AGE);
        }
        return listing.build(List.of());
    }
}
