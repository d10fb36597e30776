package dev.interproto.desktop.models;

import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageDrops;
import dev.interproto.desktop.shell.PageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model file is put on the shelf, wherever it is dropped. */
public final class ModelDrops extends PageDrops {
    private static final String PARAMETERS = ".params";
    private static final String SYMBOL = "-symbol.json";

    public ModelDrops(Navigation navigation, Messages messages) {
        super(PageId.RUNS, navigation, messages);
    }

    /** Whether a file's name is that of a model. */
    public static boolean isModelFile(Path file) {
        return FileNames.endsWith(file, ".pth", ".pt", ".onnx", PARAMETERS, SYMBOL);
    }

    /**
     * The files that are a model each: of an MXNet model's two, the parameters go with the symbol.
     */
    static List<Path> models(List<Path> files) {
        boolean symbol = files.stream().anyMatch(file -> FileNames.endsWith(file, SYMBOL));
        return files.stream()
                .filter(ModelDrops::isModelFile)
                .filter(file -> !symbol || !FileNames.endsWith(file, PARAMETERS))
                .toList();
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        if (files.isEmpty() || !files.stream().allMatch(ModelDrops::isModelFile)) {
            return Optional.empty();
        }
        List<Path> models = models(files);
        return Optional.of(
                models.size() == 1
                        ? messages.text("models.drop", models.get(0).getFileName())
                        : messages.text("models.drop.several", models.size()));
    }
}
