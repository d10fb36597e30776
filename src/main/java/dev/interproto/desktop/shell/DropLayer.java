package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.Icons;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Says over the whole window what will happen to files dragged over it, and hands them on. */
final class DropLayer extends StackPane {
    private final PageNavigator navigator;
    private final List<DropHandler> handlers;
    private final Label sentence = new Label();

    DropLayer(PageNavigator navigator, List<DropHandler> handlers) {
        this.navigator = navigator;
        this.handlers = List.copyOf(handlers);
        getStyleClass().add("drop-veil");
        setMouseTransparent(true);
        setVisible(false);
        sentence.setWrapText(true);
        VBox note = new VBox(Icons.of(Feather.DOWNLOAD), sentence);
        note.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        note.getStyleClass().add("drop-note");
        getChildren().add(note);
    }

    /** Listens to drags over {@code root}. */
    void install(Node root) {
        // Where a control takes the files itself, the window says nothing.
        root.addEventFilter(DragEvent.DRAG_OVER, e -> setVisible(false));
        root.addEventHandler(DragEvent.DRAG_OVER, this::over);
        root.addEventHandler(DragEvent.DRAG_EXITED, e -> setVisible(false));
        root.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    /** The handler that would take the files: the page's in front first. */
    Optional<DropHandler> handlerFor(List<Path> files) {
        List<DropHandler> order = new ArrayList<>(handlers);
        navigator
                .currentProperty()
                .get()
                .ifPresent(
                        page ->
                                order.sort(
                                        java.util.Comparator.comparing(
                                                h -> h.page() == page.id() ? 0 : 1)));
        return order.stream().filter(h -> h.offer(files).isPresent()).findFirst();
    }

    private void over(DragEvent event) {
        List<Path> files = FileDrops.files(event);
        handlerFor(files)
                .flatMap(handler -> handler.offer(files))
                .ifPresent(
                        text -> {
                            event.acceptTransferModes(TransferMode.COPY);
                            sentence.setText(text);
                            setVisible(true);
                            event.consume();
                        });
    }

    private void dropped(DragEvent event) {
        setVisible(false);
        List<Path> files = FileDrops.files(event);
        Optional<DropHandler> handler = handlerFor(files);
        event.setDropCompleted(handler.isPresent());
        event.consume();
        handler.ifPresent(h -> h.accept(files));
    }
}
