package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dataset folders that a workspace remembers: {@code datasets.json}. Thread-safe. */
public final class KnownDatasets {
    private static final Logger LOG = LoggerFactory.getLogger(KnownDatasets.class);

    private final Path file;

    KnownDatasets(Path file) {
        this.file = file;
    }

    /** In the order they were added; empty where the file is missing or damaged (logged). */
    public synchronized List<KnownDataset> list() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.copyOf(
                    Json.mapper()
                            .readValue(file.toFile(), new TypeReference<List<KnownDataset>>() {}));
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged; the list of datasets begins anew", file, e);
            return List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return List.of();
        }
    }

    /**
     * Remembers a dataset; one with the same folder or name is replaced.
     *
     * @throws UserFacingException when the workspace cannot be written
     */
    public synchronized void add(KnownDataset dataset) {
        List<KnownDataset> all = new ArrayList<>(list());
        all.removeIf(
                known ->
                        known.name().equals(dataset.name()) || known.root().equals(dataset.root()));
        all.add(dataset);
        write(all);
    }

    /** Forgets the dataset of a folder; its files stay. */
    public synchronized void remove(Path root) {
        List<KnownDataset> all = new ArrayList<>(list());
        if (all.removeIf(known -> known.root().equals(root))) {
            write(all);
        }
    }

    private void write(List<KnownDataset> all) {
        try {
            AtomicFiles.writeText(file, Json.mapper().writeValueAsString(all));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The list of datasets " + file + " cannot be written.",
                    "The workbench would forget the dataset when it closes.",
                    "Check that the workspace is writable and the disk is not full.",
                    e);
        }
    }
}
