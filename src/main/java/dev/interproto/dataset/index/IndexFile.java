package dev.interproto.dataset.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The SQLite file of an index: made where missing, made anew where damaged or of another version.
 *
 * <p>The view {@code images} is meant for people: path, identity, size, age and its source,
 * checksum, problem. The journal is SQLite's plain one, since workspaces lie on network drives,
 * where the faster write-ahead log is not allowed.
 */
final class IndexFile {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);

    /** Counted up when the tables change; another version's file is thrown away. */
    private static final int VERSION = 4;

    /** Another process may be storing some thousand images. */
    private static final int BUSY_MILLISECONDS = 2000;

    /** Everything is read at every opening: large pages are an eighth of the reads. */
    private static final int PAGE_BYTES = 32768;

    /** What the disk or another process says; all other errors say that the file is no index. */
    private static final Set<SQLiteErrorCode> NO_DAMAGE =
            Set.of(
                    SQLiteErrorCode.SQLITE_BUSY,
                    SQLiteErrorCode.SQLITE_LOCKED,
                    SQLiteErrorCode.SQLITE_FULL,
                    SQLiteErrorCode.SQLITE_READONLY,
                    SQLiteErrorCode.SQLITE_PERM,
                    SQLiteErrorCode.SQLITE_CANTOPEN,
                    SQLiteErrorCode.SQLITE_IOERR,
                    SQLiteErrorCode.SQLITE_NOMEM,
                    SQLiteErrorCode.SQLITE_INTERRUPT);

    private static final List<String> TABLES =
            List.of(
                    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)",
                    // modified is NULL where the folder must be listed again in any case.
                    "CREATE TABLE IF NOT EXISTS identity (id INTEGER PRIMARY KEY, name TEXT NOT"
                            + " NULL UNIQUE, modified INTEGER, images INTEGER NOT NULL, problems"
                            + " INTEGER NOT NULL)",
                    // PackedImages; beside the identities, since those are all read at once.
                    "CREATE TABLE IF NOT EXISTS listing (identity INTEGER PRIMARY KEY, images TEXT"
                            + " NOT NULL)",
                    "CREATE VIEW IF NOT EXISTS image AS SELECT identity, key AS number,"
                            + " value ->> 0 AS name, value ->> 1 AS size, value ->> 2 AS modified,"
                            + " value ->> 3 AS age FROM listing, json_each(listing.images)",
                    // identity is NULL for the problems of the age labels.
                    "CREATE TABLE IF NOT EXISTS problem (identity INTEGER, place TEXT NOT NULL,"
                            + " what TEXT NOT NULL)",
                    "CREATE INDEX IF NOT EXISTS problem_identity ON problem (identity)",
                    "CREATE TABLE IF NOT EXISTS hash (image TEXT PRIMARY KEY, size INTEGER NOT"
                            + " NULL, checksum BLOB NOT NULL, looks BLOB NOT NULL) WITHOUT ROWID",
                    "CREATE VIEW IF NOT EXISTS images AS SELECT identity.name || '/' || image.name"
                        + " AS path, identity.name AS identity, image.size, CASE WHEN NOT EXISTS"
                        + " (SELECT 1 FROM meta WHERE key = 'record_stamp') THEN image.modified END"
                        + " AS modified, image.age, CASE WHEN age IS NOT NULL THEN (SELECT value"
                        + " FROM meta WHERE key = 'age_source') END AS age_source,"
                        + " nullif(lower(hex(hash.checksum)), '') AS checksum, NULL AS problem FROM"
                        + " image JOIN identity ON identity.id = image.identity LEFT JOIN hash ON"
                        + " hash.image = identity.name || '/' || image.name AND hash.size ="
                        + " image.size UNION ALL SELECT place, identity.name, NULL, NULL, NULL,"
                        + " NULL, NULL, what FROM problem LEFT JOIN identity ON identity.id ="
                        + " problem.identity");

    private IndexFile() {}

    /** Loads SQLite, unless it is loaded. */
    static void load() {
        try {
            SQLiteJDBCLoader.initialize();
            DriverManager.getDriver("jdbc:sqlite:");
        } catch (Exception e) {
            LOG.debug("Opening an index will say so too", e);
        }
    }

    /** Opens the index; empty (logged) where the disk does not let it. */
    static Optional<Connection> open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Optional.of(connect(file));
        } catch (SQLException e) {
            if (isDamage(e)) {
                return openAnew(file, e);
            }
            LOG.warn("The index {} cannot be opened ({})", file, e.getMessage());
        } catch (IOException e) {
            LOG.warn("The index {} cannot be made ({})", file, e.toString());
        }
        return Optional.empty();
    }

    /** Throws a damaged index away and opens a new one; empty (logged) where that fails too. */
    static Optional<Connection> openAnew(Path file, Exception damage) {
        LOG.warn("The index {} is damaged and is made anew ({})", file, damage.getMessage());
        try {
            for (String ending : List.of("", "-journal", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
            }
            return Optional.of(connect(file));
        } catch (IOException | SQLException e) {
            LOG.warn("The index {} cannot be made anew ({})", file, e.toString());
            return Optional.empty();
        }
    }

    /** Whether an error says that the file is no index, or a broken one. */
    static boolean isDamage(SQLException e) {
        // The low byte is the kind of error; the rest details it.
        return !(e instanceof SQLiteException known)
                || !NO_DAMAGE.contains(
                        SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xFF));
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_MILLISECONDS);
            int version;
            try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
                version = found.next() ? found.getInt(1) : 0;
            }
            if (version != 0 && version != VERSION) {
                throw new SQLException("version " + version + " instead of " + VERSION);
            }
            // Safe against a killed program; a power cut may damage it, and then it is made anew.
            // Nothing is waited for while it is new: it holds nothing that took long to find out.
            statement.execute("PRAGMA synchronous = " + (version == 0 ? "OFF" : "NORMAL"));
            if (version == 0) {
                statement.execute("PRAGMA page_size = " + PAGE_BYTES);
                statement.execute("BEGIN IMMEDIATE");
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA user_version = " + VERSION);
                statement.execute("COMMIT");
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
