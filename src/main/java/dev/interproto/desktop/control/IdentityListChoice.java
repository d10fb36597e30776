package dev.interproto.desktop.control;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** A text file of identities, one a line, or none: chosen, dropped, or taken away again. */
public final class IdentityListChoice extends HBox {
    private final ObjectProperty<Optional<Path>> list;

    /**
     * @param list follows the person's choice, and is followed
     * @param none what it means that there is no file
     */
    public IdentityListChoice(
            FileDialogs files,
            Messages messages,
            ObjectProperty<Optional<Path>> list,
            String none) {
        super(8);
        this.list = list;
        setAlignment(Pos.CENTER_LEFT);
        Label file = new Label();
        file.getStyleClass().add("secondary");
        file.setMaxWidth(Double.MAX_VALUE);
        file.setMinWidth(0);
        HBox.setHgrow(file, Priority.ALWAYS);
        file.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> list.get().map(f -> f.getFileName().toString()).orElse(none),
                                list));
        Tooltip path = new Tooltip();
        path.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> list.get().map(Path::toString).orElse(none), list));
        file.setTooltip(path);
        Button choose = new Button(messages.text("identities.choose"));
        choose.getStyleClass().add("choose-identities");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setTooltip(new Tooltip(messages.text("identities.choose.tip")));
        choose.setOnAction(
                e ->
                        files.chooseFile(
                                        messages.text("identities.title"),
                                        messages.text("identities.kind"),
                                        List.of("*.txt"))
                                .ifPresent(f -> list.set(Optional.of(f))));
        Button clear = new Button("", Icons.of(Feather.X));
        clear.getStyleClass().addAll("quiet", "icon-only", "clear-identities");
        clear.setTooltip(new Tooltip(none));
        clear.setAccessibleText(none);
        clear.setOnAction(e -> list.set(Optional.empty()));
        clear.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> list.get().isPresent(), list));
        clear.managedProperty().bind(clear.visibleProperty());
        getChildren().addAll(file, clear, choose);
        addEventHandler(DragEvent.DRAG_OVER, this::dragged);
        addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    private void dragged(DragEvent event) {
        if (wanted(event).isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        wanted(event)
                .ifPresent(
                        file -> {
                            list.set(Optional.of(file));
                            event.setDropCompleted(true);
                            event.consume();
                        });
    }

    /** A text file; anything else is the window's business. */
    private static Optional<Path> wanted(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files == null || files.size() != 1
                ? Optional.empty()
                : Optional.of(files.get(0).toPath())
                        .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".txt"))
                        .filter(Files::isRegularFile);
    }
}
