package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index over a workspace's run folders, in SQLite: a run's {@code run.json} is read again only
 * when it changed. Nothing is lost with it: missing, damaged or of another version, it is rebuilt
 * from the folders. Thread-safe; several processes may share it.
 */
public final class RunCatalogue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunCatalogue.class);

    /** Counted up when the tables change; another version's file is thrown away. */
    private static final int VERSION = 1;

    private final Workspace workspace;
    private Connection connection;

    private RunCatalogue(Workspace workspace) throws SQLException {
        this.workspace = workspace;
        this.connection = openOrRebuild(workspace.catalogueFile());
    }

    /**
     * Opens the workspace's catalogue; where the disk refuses even a new one, it lives in memory.
     */
    public static RunCatalogue open(Workspace workspace) {
        try {
            return new RunCatalogue(workspace);
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite refuses even a catalogue in memory", e);
        }
    }

    private static Connection openOrRebuild(Path file) throws SQLException {
        try {
            return connect("jdbc:sqlite:" + file);
        } catch (SQLException damaged) {
            LOG.warn("The catalogue {} is damaged and is rebuilt", file, damaged);
        }
        try {
            for (String ending : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
            }
            return connect("jdbc:sqlite:" + file);
        } catch (IOException | SQLException e) {
            LOG.warn("The catalogue {} cannot be written; it is kept in memory", file, e);
            return connect("jdbc:sqlite::memory:");
        }
    }

    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            int version;
            try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
                version = found.next() ? found.getInt(1) : 0;
            }
            if (version != VERSION) {
                statement.execute("DROP TABLE IF EXISTS runs");
            }
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS runs (name TEXT PRIMARY KEY, modified INTEGER NOT"
                            + " NULL, size INTEGER NOT NULL, status TEXT NOT NULL, dataset TEXT NOT"
                            + " NULL, created TEXT NOT NULL, record TEXT NOT NULL)");
            statement.execute("PRAGMA user_version = " + VERSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Brings the index up to date with the folders and lists the runs, newest first. A run whose
     * {@code run.json} is damaged is left out (logged).
     */
    public synchronized List<RunSummary> runs() {
        Map<String, Row> known = rows();
        List<RunSummary> found = new ArrayList<>();
        for (RunFolder folder : workspace.runFolders()) {
            Row row = known.remove(folder.name());
            try {
                long modified = Files.getLastModifiedTime(folder.recordFile()).toMillis();
                long size = Files.size(folder.recordFile());
                if (row == null || row.modified() != modified || row.size() != size) {
                    RunRecord record = folder.record();
                    store(folder.name(), modified, size, record);
                    row = new Row(modified, size, record);
                }
                found.add(new RunSummary(folder, row.record(), folder.status(row.record())));
            } catch (UserFacingException | IOException e) {
                LOG.debug("The run {} is left out of the list", folder.name(), e);
            }
        }
        known.keySet().forEach(this::forget);
        found.sort(
                Comparator.comparing((RunSummary run) -> run.record().created())
                        .reversed()
                        .thenComparing(RunSummary::name));
        return found;
    }

    private record Row(long modified, long size, RunRecord record) {}

    private Map<String, Row> rows() {
        Map<String, Row> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT name, modified, size, record FROM runs")) {
            while (found.next()) {
                try {
                    rows.put(
                            found.getString(1),
                            new Row(
                                    found.getLong(2),
                                    found.getLong(3),
                                    Json.mapper().readValue(found.getString(4), RunRecord.class)));
                } catch (JsonProcessingException e) {
                    LOG.debug("A row of the catalogue is read again from its folder", e);
                }
            }
        } catch (SQLException e) {
            LOG.warn("The catalogue cannot be read; the folders are", e);
            reopen();
        }
        return rows;
    }

    private void reopen() {
        try {
            connection.close();
            connection = openOrRebuild(workspace.catalogueFile());
        } catch (SQLException e) {
            LOG.warn("The catalogue cannot be opened again", e);
        }
    }

    private void store(String name, long modified, long size, RunRecord record) {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?)")) {
            statement.setString(1, name);
            statement.setLong(2, modified);
            statement.setLong(3, size);
            statement.setString(4, record.status().name());
            statement.setString(5, record.data().name());
            statement.setString(6, record.created().toString());
            statement.setString(7, Json.mapper().writeValueAsString(record));
            statement.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            LOG.warn("The catalogue cannot be written", e);
        }
    }

    private void forget(String name) {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM runs WHERE name = ?")) {
            statement.setString(1, name);
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.warn("The catalogue cannot be written", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Closing the catalogue", e);
        }
    }
}
