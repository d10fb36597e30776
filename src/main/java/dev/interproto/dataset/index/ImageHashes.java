package dev.interproto.dataset.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hashes of a dataset's images, kept in its index, so that they are computed once. Where the
 * index cannot be read or written nothing is remembered and nothing fails. Thread-safe; several
 * processes may share an index.
 */
public final class ImageHashes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImageHashes.class);

    private final Path file;
    private Optional<Connection> connection;
    private Optional<PreparedStatement> lookUp = Optional.empty();

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
     * The hash of an image as it was when it was computed; compare its size and modification time
     * with those of the file.
     *
     * @param image its {@link dev.interproto.dataset.ImageStore#relativeName}
     */
    public synchronized Optional<ImageHash> find(String image) {
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (lookUp.isEmpty()) {
                lookUp =
                        Optional.of(
                                connection
                                        .get()
                                        .prepareStatement(
                                                "SELECT size, modified, checksum, perceptual FROM"
                                                        + " hash WHERE image = ?"));
            }
            PreparedStatement query = lookUp.get();
            query.setString(1, image);
            try (ResultSet found = query.executeQuery()) {
                return found.next()
                        ? Optional.of(
                                new ImageHash(
                                        found.getLong(1),
                                        found.getLong(2),
                                        found.getString(3),
                                        found.getLong(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            giveUp(e);
            return Optional.empty();
        }
    }

    /**
     * Keeps hashes, all of them or none; call it with some thousand at a time.
     *
     * @param hashes by the images' {@link dev.interproto.dataset.ImageStore#relativeName}
     */
    public synchronized void write(Map<String, ImageHash> hashes) {
        if (connection.isEmpty() || hashes.isEmpty()) {
            return;
        }
        try (Statement transaction = connection.get().createStatement();
                PreparedStatement row =
                        connection
                                .get()
                                .prepareStatement(
                                        "INSERT OR REPLACE INTO hash VALUES (?, ?, ?, ?, ?)")) {
            transaction.execute("BEGIN IMMEDIATE");
            for (Map.Entry<String, ImageHash> each : hashes.entrySet()) {
                row.setString(1, each.getKey());
                row.setLong(2, each.getValue().size());
                row.setLong(3, each.getValue().modified());
                row.setString(4, each.getValue().checksum());
                row.setLong(5, each.getValue().perceptual());
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
        lookUp = Optional.empty();
    }
}
