package dev.interproto.dataset.index;

import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FolderMemory;
import dev.interproto.dataset.IdentityListing;
import dev.interproto.dataset.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index during one scan of its folder; see {@link DatasetIndex}. Whatever goes wrong with the
 * file, the scan goes on.
 */
final class IndexMemory implements FolderMemory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexMemory.class);

    /** Images between two commits: a second's work, little enough to lose. */
    private static final int COMMIT_EVERY = 50_000;

    /** The coarsest clock of a file system in use, FAT's. */
    private static final long CLOCK_TICK_MILLISECONDS = 2000;

    // Facts about the whole index.
    private static final String ROOT = "root";
    private static final String AGE_STAMP = "age_stamp";
    private static final String AGE_SOURCE = "age_source";
    private static final String PROBLEMS_STAMP = "label_problems_stamp";

    private final Path file;
    private final Path root;
    private final AgeLabels ages;
    private final DatasetIndex.Check check;
    private final long started = System.currentTimeMillis();

    private Optional<IndexTables> tables = Optional.empty();
    private boolean opened;
    private boolean madeAnew;
    private boolean agesHold;
    private boolean storing;
    private int uncommitted;

    /** Stored identities that the scan has not come to. */
    private Map<String, IndexTables.Identity> waiting = new HashMap<>();

    /** Numbers of the stored identities whose folders are being listed again. */
    private final Map<String, Long> outdated = new HashMap<>();

    IndexMemory(Path file, Path root, AgeLabels ages, DatasetIndex.Check check) {
        this.file = file;
        this.root = root;
        this.ages = ages;
        this.check = check;
    }

    /** Work on the tables. */
    private interface Work<T> {
        T on(IndexTables tables) throws SQLException;
    }

    /** Does some work, unless there is no index (any more). */
    private <T> Optional<T> attempt(Work<T> work) {
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.on(tables.get()));
        } catch (SQLException e) {
            recover(e);
            return Optional.empty();
        }
    }

    private void use(Optional<Connection> connection) {
        tables = Optional.empty();
        waiting = new HashMap<>();
        outdated.clear();
        storing = false;
        uncommitted = 0;
        if (connection.isEmpty()) {
            return;
        }
        try {
            IndexTables found = IndexTables.of(connection.get());
            tables = Optional.of(found);
            found.begin();
            waiting = found.identities();
            agesHold = found.fact(AGE_STAMP).equals(Optional.of(ages.stamp()));
        } catch (SQLException e) {
            recover(e);
        }
    }

    private void recover(SQLException cause) {
        disconnect();
        if (IndexFile.isDamage(cause) && !madeAnew) {
            madeAnew = true;
            use(IndexFile.openAnew(file, cause));
        } else {
            LOG.warn("The index {} is not brought up to date ({})", file, cause.getMessage());
        }
    }

    private void disconnect() {
        try {
            if (tables.isPresent()) {
                tables.get().close();
            }
        } catch (SQLException e) {
            LOG.debug("Closing the index {}", file, e);
        }
        tables = Optional.empty();
        waiting = new HashMap<>();
    }

    @Override
    public Optional<IdentityListing> known(String identity, long modified) {
        if (!opened) {
            // Not earlier: a folder that turns out to be no dataset gets no index.
            opened = true;
            use(IndexFile.open(file));
        }
        IndexTables.Identity stored = waiting.remove(identity);
        if (stored == null) {
            return Optional.empty();
        }
        if (check == DatasetIndex.Check.FILES
                || !stored.modified().equals(OptionalLong.of(modified))) {
            outdated.put(identity, stored.id());
            return Optional.empty();
        }
        return attempt(tables -> tables.listing(stored))
                .map(listing -> aged(identity, stored.id(), listing));
    }

    /** The listing with ages from today's labels. */
    private IdentityListing aged(String identity, long id, IdentityListing listing) {
        if (agesHold) {
            return listing;
        }
        byte[] today = new byte[listing.count()];
        for (int i = 0; i < today.length; i++) {
            today[i] = (byte) ages.age(identity, listing.name(i)).orElse(FaceDataset.NO_AGE);
        }
        IdentityListing renewed = listing.withAges(today);
        store(renewed.count(), tables -> tables.storeImages(id, renewed));
        return renewed;
    }

    @Override
    public void learned(String identity, long modified, IdentityListing listing) {
        OptionalLong tells =
                listing.isSettled() && modified < started - CLOCK_TICK_MILLISECONDS
                        ? OptionalLong.of(modified)
                        : OptionalLong.empty();
        store(
                listing.count(),
                tables -> {
                    Long id = outdated.remove(identity);
                    if (id == null) {
                        tables.add(identity, tells, listing);
                    } else {
                        tables.replace(identity, id, tells, listing);
                    }
                });
    }

    /** Storing in the tables. */
    private interface Storing {
        void in(IndexTables tables) throws SQLException;
    }

    private void store(int images, Storing work) {
        attempt(
                tables -> {
                    if (!storing) {
                        storing = true;
                        storeFacts(tables);
                    }
                    work.in(tables);
                    uncommitted += images;
                    if (uncommitted >= COMMIT_EVERY) {
                        uncommitted = 0;
                        tables.commitAndGoOn();
                    }
                    return true;
                });
    }

    private void storeFacts(IndexTables tables) throws SQLException {
        if (!agesHold) {
            // While some ages are old and some new they have no stamp; an empty index has no old.
            agesHold = tables.identities().isEmpty();
            tables.storeFact(AGE_STAMP, agesHold ? ages.stamp() : "");
        }
        tables.storeFact(AGE_SOURCE, ages.source().name());
        tables.storeFact(ROOT, root.toAbsolutePath().normalize().toString());
    }

    @Override
    public void finished() {
        Map.copyOf(waiting)
                .forEach((name, gone) -> store(0, tables -> tables.remove(name, gone.id())));
        waiting.clear();
        if (!agesHold) {
            store(0, tables -> tables.storeFact(AGE_STAMP, ages.stamp()));
        }
    }

    @Override
    public List<Problem> problems(AgeLabels labels) {
        Optional<List<Problem>> remembered =
                attempt(
                                tables ->
                                        tables.fact(PROBLEMS_STAMP)
                                                        .equals(Optional.of(labels.stamp()))
                                                ? Optional.of(tables.labelProblems())
                                                : Optional.<List<Problem>>empty())
                        .flatMap(found -> found);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        List<Problem> problems = labels.problems();
        store(
                0,
                tables -> {
                    tables.storeLabelProblems(problems);
                    tables.storeFact(PROBLEMS_STAMP, labels.stamp());
                });
        return problems;
    }

    @Override
    public void close() {
        attempt(
                tables -> {
                    tables.commit();
                    return true;
                });
        disconnect();
    }
}
