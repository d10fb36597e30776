package dev.interproto.dataset.index;

import dev.interproto.dataset.IdentityListing;
import dev.interproto.dataset.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The statements on an index's tables of folders and images. Not thread-safe. */
final class IndexTables implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement images;
    private final PreparedStatement identityProblems;
    private final PreparedStatement insertIdentity;
    private final PreparedStatement updateIdentity;
    private final PreparedStatement deleteImages;
    private final PreparedStatement deleteProblems;
    private final PreparedStatement deleteIdentity;
    private final PreparedStatement deleteHash;
    private final PreparedStatement putImages;
    private final PreparedStatement insertProblem;
    private final PreparedStatement putMeta;
    private long lastId;

    /**
     * An identity that is stored.
     *
     * @param modified when its folder was last changed, milliseconds since 1970; empty where that
     *     says nothing
     * @param images how many there are
     * @param problems how many there are
     */
    record Identity(long id, OptionalLong modified, int images, int problems) {}

    /**
     * @throws SQLException where the tables are others; the connection is closed then
     */
    static IndexTables of(Connection connection) throws SQLException {
        try {
            return new IndexTables(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private IndexTables(Connection connection) throws SQLException {
        this.connection = connection;
        this.images = connection.prepareStatement("SELECT images FROM listing WHERE identity = ?");
        this.identityProblems =
                connection.prepareStatement(
                        "SELECT place, what FROM problem WHERE identity = ? ORDER BY rowid");
        this.insertIdentity =
                connection.prepareStatement(
                        "INSERT INTO identity (modified, images, problems, name, id) VALUES"
                                + " (?, ?, ?, ?, ?)");
        this.updateIdentity =
                connection.prepareStatement(
                        "UPDATE identity SET modified = ?, images = ?, problems = ? WHERE id = ?");
        this.deleteImages = connection.prepareStatement("DELETE FROM listing WHERE identity = ?");
        this.deleteProblems = connection.prepareStatement("DELETE FROM problem WHERE identity = ?");
        this.deleteIdentity = connection.prepareStatement("DELETE FROM identity WHERE id = ?");
        this.deleteHash = connection.prepareStatement("DELETE FROM hash WHERE image = ?");
        this.insertProblem = connection.prepareStatement("INSERT INTO problem VALUES (?, ?, ?)");
        this.putImages =
                connection.prepareStatement("INSERT OR REPLACE INTO listing VALUES (?, ?)");
        this.putMeta = connection.prepareStatement("INSERT OR REPLACE INTO meta VALUES (?, ?)");
    }

    /** From here on the tables stay as they are now but for what is stored here. */
    void begin() throws SQLException {
        execute("BEGIN");
    }

    /**
     * Lets other processes see what was stored, and go on.
     *
     * @throws SQLException where another process has stored something too
     */
    void commitAndGoOn() throws SQLException {
        long version = version();
        execute("COMMIT");
        execute("BEGIN");
        if (version() != version) {
            throw new SQLiteException(
                    "another process is storing too", SQLiteErrorCode.SQLITE_BUSY);
        }
    }

    /** Changes when another connection changes the file. */
    private long version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA data_version")) {
            found.next();
            return found.getLong(1);
        }
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All that are stored, by name; to be called before any is added. */
    Map<String, Identity> identities() throws SQLException {
        Map<String, Identity> all = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT name, id, ifnull(modified, -1), images, problems FROM"
                                        + " identity")) {
            while (found.next()) {
                lastId = Math.max(lastId, found.getLong(2));
                long modified = found.getLong(3);
                all.put(
                        found.getString(1),
                        new Identity(
                                found.getLong(2),
                                modified < 0 ? OptionalLong.empty() : OptionalLong.of(modified),
                                found.getInt(4),
                                found.getInt(5)));
            }
        }
        return all;
    }

    /**
     * @throws SQLException also where the rows make no sense
     */
    IdentityListing listing(Identity identity) throws SQLException {
        List<Problem> problems =
                identity.problems() == 0 ? List.of() : identityProblems(identity.id());
        IdentityListing listing =
                images(identity.id(), problems)
                        .orElseThrow(() -> new SQLException("the images of an identity are lost"));
        if (listing.count() != identity.images()) {
            throw new SQLException("some images of an identity are missing");
        }
        return listing;
    }

    private Optional<IdentityListing> images(long id, List<Problem> problems) throws SQLException {
        images.setLong(1, id);
        try (ResultSet found = images.executeQuery()) {
            return found.next()
                    ? Optional.of(PackedImages.read(found.getBytes(1), problems))
                    : Optional.empty();
        }
    }

    private List<Problem> identityProblems(long id) throws SQLException {
        identityProblems.setLong(1, id);
        try (ResultSet found = identityProblems.executeQuery()) {
            return problems(found);
        }
    }

    private static List<Problem> problems(ResultSet found) throws SQLException {
        List<Problem> all = new ArrayList<>();
        while (found.next()) {
            all.add(new Problem(found.getString(1), found.getString(2)));
        }
        return all;
    }

    /** Stores an identity that is not stored yet. */
    void add(String name, OptionalLong modified, IdentityListing listing) throws SQLException {
        long id = ++lastId;
        setFacts(insertIdentity, modified, listing);
        insertIdentity.setString(4, name);
        insertIdentity.setLong(5, id);
        insertIdentity.executeUpdate();
        storeImages(id, listing);
        insertProblems(id, listing.problems());
    }

    /** Stores what an identity is now in the place of what was known of it. */
    void replace(String name, long id, OptionalLong modified, IdentityListing listing)
            throws SQLException {
        setFacts(updateIdentity, modified, listing);
        updateIdentity.setLong(4, id);
        updateIdentity.executeUpdate();
        forgetHashes(name, id, listing);
        storeImages(id, listing);
        deleteProblems(id);
        insertProblems(id, listing.problems());
    }

    private static void setFacts(
            PreparedStatement identity, OptionalLong modified, IdentityListing listing)
            throws SQLException {
        if (modified.isPresent()) {
            identity.setLong(1, modified.getAsLong());
        } else {
            identity.setNull(1, Types.INTEGER);
        }
        identity.setInt(2, listing.count());
        identity.setInt(3, listing.problems().size());
    }

    /** Forgets what was computed from images that are gone or changed. */
    private void forgetHashes(String identity, long id, IdentityListing now) throws SQLException {
        Optional<IdentityListing> stored = images(id, List.of());
        if (stored.isEmpty()) {
            return;
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < now.count(); i++) {
            places.put(now.name(i), i);
        }
        IdentityListing before = stored.get();
        for (int i = 0; i < before.count(); i++) {
            Integer place = places.get(before.name(i));
            if (place == null
                    || now.size(place) != before.size(i)
                    || now.modified(place) != before.modified(i)) {
                deleteHash.setString(1, identity + "/" + before.name(i));
                deleteHash.executeUpdate();
            }
        }
    }

    /** Stores images in the place of what was known of them. */
    void storeImages(long id, IdentityListing listing) throws SQLException {
        putImages.setLong(1, id);
        putImages.setString(2, PackedImages.write(listing));
        putImages.executeUpdate();
    }

    private void deleteProblems(long id) throws SQLException {
        deleteProblems.setLong(1, id);
        deleteProblems.executeUpdate();
    }

    private void insertProblems(long id, List<Problem> problems) throws SQLException {
        insertProblem.setLong(1, id);
        insertWhole(problems);
    }

    private void insertWhole(List<Problem> problems) throws SQLException {
        for (Problem problem : problems) {
            insertProblem.setString(2, problem.where());
            insertProblem.setString(3, problem.what());
            insertProblem.executeUpdate();
        }
    }

    /** Removes all identities, their images and all problems. */
    void clear() throws SQLException {
        execute("DELETE FROM identity");
        execute("DELETE FROM listing");
        execute("DELETE FROM problem");
    }

    void forgetAllHashes() throws SQLException {
        execute("DELETE FROM hash");
    }

    void remove(String name, long id) throws SQLException {
        forgetHashes(name, id, new IdentityListing.Builder().build(List.of()));
        deleteImages.setLong(1, id);
        deleteImages.executeUpdate();
        deleteProblems(id);
        deleteIdentity.setLong(1, id);
        deleteIdentity.executeUpdate();
    }

    /** The problems of the age labels. */
    List<Problem> labelProblems() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT place, what FROM problem WHERE identity IS NULL ORDER BY"
                                        + " rowid")) {
            return problems(found);
        }
    }

    void storeLabelProblems(List<Problem> problems) throws SQLException {
        execute("DELETE FROM problem WHERE identity IS NULL");
        insertProblem.setNull(1, Types.INTEGER);
        insertWhole(problems);
    }

    /** A fact about the whole index. */
    Optional<String> fact(String key) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT value FROM meta WHERE key = ?")) {
            query.setString(1, key);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
            }
        }
    }

    void storeFact(String key, String value) throws SQLException {
        putMeta.setString(1, key);
        putMeta.setString(2, value);
        putMeta.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
