package dev.interproto.desktop.datasets;

import dev.interproto.dataset.archive.ArchiveKind;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DropHandler;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Folders, .rec files and archives become datasets; a text file with "age" in its name gives the
 * ages of the one shown.
 */
public final class DatasetDrops implements DropHandler {
    private final Navigation navigation;
    private final Messages messages;

    public DatasetDrops(Navigation navigation, Messages messages) {
        this.navigation = navigation;
        this.messages = messages;
    }

    @Override
    public PageId page() {
        return PageId.DATASETS;
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
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.contains("age") && (name.endsWith(".txt") || name.endsWith(".csv"))
                ? Optional.of(messages.text("datasets.drop.ages", file.getFileName()))
                : Optional.empty();
    }

    @Override
    public void accept(List<Path> files) {
        navigation.open(PageId.DATASETS, new PageArgument.OfFiles(files));
    }
}
