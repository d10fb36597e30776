package dev.interproto.desktop.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** A text file of identities, one a line, or none: chosen, dropped, or taken away again. */
public final class IdentityListChoice extends HBox {
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
        FileDrops.onto(
                this,
                f -> FileNames.endsWith(f, ".txt") && Files.isRegularFile(f),
                f -> list.set(Optional.of(f)));
    }
}
