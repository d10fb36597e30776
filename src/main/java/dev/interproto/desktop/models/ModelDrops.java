package dev.interproto.desktop.models;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DropHandler;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A model file is put on the shelf, wherever it is dropped. */
public final class ModelDrops implements DropHandler {
    private static final List<String> ENDINGS = List.of(".pth", ".pt", ".onnx", ".params");
    private static final String SYMBOL = "-symbol.json";

    private final Navigation navigation;
    private final Messages messages;

    public ModelDrops(Navigation navigation, Messages messages) {
        this.navigation = navigation;
        this.messages = messages;
    }

    /** Whether a file's name is that of a model. */
    public static boolean isModelFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(SYMBOL) || ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * The files that are a model each: of an MXNet model's two, the parameters go with the symbol.
     */
    static List<Path> models(List<Path> files) {
        boolean symbol = files.stream().anyMatch(file -> name(file).endsWith(SYMBOL));
        return files.stream()
                .filter(ModelDrops::isModelFile)
                .filter(file -> !symbol || !name(file).endsWith(".params"))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public PageId page() {
        return PageId.RUNS;
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

    @Override
    public void accept(List<Path> files) {
        navigation.open(PageId.RUNS, new PageArgument.OfFiles(files));
    }
}
