package dev.interproto.dataset.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hashes of a dataset's images, kept in its index, so that they are computed once. Those of
 * images that a scan finds changed are forgotten. Where the index cannot be read or written nothing
 * is remembered and nothing fails. Thread-safe; several processes may share an index.
 */
public final class ImageHashes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImageHashes.class);

    private final Path file;
    private Optional<Connection> connection;

    private ImageHashes(Path file) {
        this.file = file;
        this.connection = IndexFile.open(file);
    }

    /**
     * Opens the hashes of a dataset.
     *
     * @param file the index, made where missing
     */
    public static ImageHashes open(Path file) {
        return new ImageHashes(file);
    }

    /**
     * Reads all hashes, one after the other.
     *
     * @param reader may throw to stop it
     */
    public synchronized void read(Consumer<ImageHash> reader) {
        if (connection.isEmpty()) {
            return;
        }
        try (Statement statement = connection.get().createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT image, size, checksum, looks FROM hash")) {
            while (found.next()) {
                reader.accept(
                        new ImageHash(
                                found.getString(1),
                                found.getLong(2),
                                found.getBytes(3),
                                found.getBytes(4)));
            }
        } catch (SQLException e) {
            giveUp(e);
        }
    }

    /** Keeps hashes, all of them or none; call it with some thousand at a time. */
    public synchronized void write(List<ImageHash> hashes) {
        if (connection.isEmpty() || hashes.isEmpty()) {
            return;
        }
        try (Statement transaction = connection.get().createStatement();
                PreparedStatement row =
                        connection
                                .get()
                                .prepareStatement(
                                        "INSERT OR REPLACE INTO hash VALUES (?, ?, ?, ?)")) {
            transaction.execute("BEGIN IMMEDIATE");
            for (ImageHash hash : hashes) {
                row.setString(1, hash.image());
                row.setLong(2, hash.size());
                row.setBytes(3, hash.checksum());
                row.setBytes(4, hash.looks());
                row.executeUpdate();
            }
            transaction.execute("COMMIT");
        } catch (SQLException e) {
            undo();
            giveUp(e);
        }
    }

    private void undo() {
        try (Statement transaction = connection.get().createStatement()) {
            transaction.execute("ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("There was no transaction", e);
        }
    }

    private void giveUp(SQLException cause) {
        if (IndexFile.isDamage(cause)) {
            close();
            connection = IndexFile.openAnew(file, cause);
        } else {
            // A dataset being scanned keeps others from storing; the next hashes may get through.
            LOG.warn("The index {} does not keep some hashes ({})", file, cause.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
        } catch (SQLException e) {
            LOG.debug("Closing the index {}", file, e);
        }
        connection = Optional.empty();
    }
}
