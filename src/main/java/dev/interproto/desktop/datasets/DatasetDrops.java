package dev.interproto.desktop.datasets;

import dev.interproto.dataset.archive.ArchiveKind;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageDrops;
import dev.interproto.desktop.shell.PageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Folders, .rec files and archives become datasets; a text file whose name speaks of ages gives the
 * ages of the one shown.
 */
public final class DatasetDrops extends PageDrops {
    public DatasetDrops(Navigation navigation, Messages messages) {
        super(PageId.DATASETS, navigation, messages);
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        if (files.size() != 1) {
            return Optional.empty();
        }
        Path file = files.get(0);
        if (Files.isDirectory(file) || RecordDataset.find(file).isPresent()) {
            return Optional.of(messages.text("datasets.drop.folder", file.getFileName()));
        }
        if (ArchiveKind.isArchive(file)) {
            return Optional.of(messages.text("datasets.drop.archive", file.getFileName()));
        }
        return FileNames.namesAges(file) && FileNames.endsWith(file, ".txt", ".csv")
                ? Optional.of(messages.text("datasets.drop.ages", file.getFileName()))
                : Optional.empty();
    }
}
