package dev.interproto.desktop.training;

import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DropHandler;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** On the training page a folder or .rec file is what to train on, a pair list or .bin to test. */
public final class TrainingDrops implements DropHandler {
    private final Navigation navigation;
    private final Messages messages;

    public TrainingDrops(Navigation navigation, Messages messages) {
        this.navigation = navigation;
        this.messages = messages;
    }

    @Override
    public PageId page() {
        return PageId.TRAINING;
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        if (files.size() != 1) {
            return Optional.empty();
        }
        Path file = files.get(0);
        if (Files.isDirectory(file)) {
            return Optional.of(messages.text("training.drop.folder", file.getFileName()));
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (RecordDataset.find(file).isPresent()) {
            return Optional.of(messages.text("training.drop.folder", file.getFileName()));
        }
        return TestSetRequest.holdsImages(file)
                        || name.endsWith(".txt") && !name.contains("age_label")
                ? Optional.of(messages.text("training.drop.pairs", file.getFileName()))
                : Optional.empty();
    }

    @Override
    public void accept(List<Path> files) {
        navigation.open(PageId.TRAINING, new PageArgument.OfFiles(files));
    }
}
