package dev.interproto.desktop.training;

import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageDrops;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** On the training page a folder or .rec file is what to train on, a pair list or .bin to test. */
public final class TrainingDrops extends PageDrops {
    public TrainingDrops(Navigation navigation, Messages messages) {
        super(PageId.TRAINING, navigation, messages);
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        if (files.size() != 1) {
            return Optional.empty();
        }
        Path file = files.get(0);
        if (Files.isDirectory(file) || RecordDataset.find(file).isPresent()) {
            return Optional.of(messages.text("training.drop.folder", file.getFileName()));
        }
        return TestSetRequest.holdsImages(file) || FileNames.isPairList(file)
                ? Optional.of(messages.text("training.drop.pairs", file.getFileName()))
                : Optional.empty();
    }
}
