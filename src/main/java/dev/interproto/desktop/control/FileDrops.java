package dev.interproto.desktop.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/**
 * Lets a node take a file that is dropped on it. While such a file is dragged over the node it has
 * the style class {@value #TARGET}; drags of anything else go on to what the node lies in, in the
 * end to the window.
 */
public final class FileDrops {
    static final String TARGET = "drop-target";

    private final Node node;
    private final Predicate<Path> wanted;
    private final Consumer<Path> take;

    private FileDrops(Node node, Predicate<Path> wanted, Consumer<Path> take) {
        this.node = node;
        this.wanted = wanted;
        this.take = take;
    }

    /**
     * @param wanted whether the node takes a file; asked again and again while a person drags
     * @param take is given the file that was dropped
     */
    public static void onto(Node node, Predicate<Path> wanted, Consumer<Path> take) {
        FileDrops drops = new FileDrops(node, wanted, take);
        node.addEventHandler(DragEvent.DRAG_OVER, drops::over);
        node.addEventHandler(DragEvent.DRAG_EXITED, e -> drops.highlight(false));
        node.addEventHandler(DragEvent.DRAG_DROPPED, drops::dropped);
    }

    /** The files of a drag; none where something else is dragged. */
    public static List<Path> files(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    private void over(DragEvent event) {
        boolean mine = file(event).isPresent();
        highlight(mine);
        if (mine) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        highlight(false);
        file(event)
                .ifPresent(
                        file -> {
                            event.setDropCompleted(true);
                            event.consume();
                            take.accept(file);
                        });
    }

    private Optional<Path> file(DragEvent event) {
        List<Path> files = files(event);
        return files.size() == 1 ? files.stream().filter(wanted).findFirst() : Optional.empty();
    }

    private void highlight(boolean on) {
        node.getStyleClass().removeAll(TARGET);
        if (on) {
            node.getStyleClass().add(TARGET);
        }
    }
}
