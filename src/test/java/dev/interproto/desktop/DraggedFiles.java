package dev.interproto.desktop;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/**
 * Files dragged in from outside, which TestFX cannot do: fires the events that the toolkit would.
 */
final class DraggedFiles {
    private final List<File> files;

    DraggedFiles(List<Path> files) {
        this.files = files.stream().map(Path::toFile).toList();
    }

    /** Drags over a node, or drops there. FX thread only. */
    void fire(EventType<DragEvent> type, Node target) {
        Dragboard board = DragboardHelper.createDragboard(clipboard());
        ClipboardContent content = new ClipboardContent();
        content.putFiles(files);
        board.setContent(content);
        target.fireEvent(
                new DragEvent(type, board, 0, 0, 0, 0, TransferMode.COPY, target, target, null));
    }

    /** The toolkit's local clipboard, which alone does not know transfer modes. */
    private static TKClipboard clipboard() {
        TKClipboard local = Toolkit.getToolkit().createLocalClipboard();
        return (TKClipboard)
                Proxy.newProxyInstance(
                        TKClipboard.class.getClassLoader(),
                        new Class<?>[] {TKClipboard.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getTransferModes")
                                        ? EnumSet.of(TransferMode.COPY)
                                        : method.invoke(local, arguments));
    }
}
