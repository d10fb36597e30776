package dev.interproto.desktop.settings;

import dev.interproto.desktop.control.FileDialogs;
import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.SegmentedChoice;
import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.desktop.shell.WorkbenchPreferences;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The choice of the face detector, and of YuNet's file. */
final class DetectorCard extends VBox {
    private final Messages messages;
    private final FileDialogs files;
    private final WorkbenchPreferences preferences;
    private final ObjectProperty<DetectorKind> kind = new SimpleObjectProperty<>(DetectorKind.HAAR);
    private final Label file = new Label();

    DetectorCard(Messages messages, FileDialogs files, WorkbenchPreferences preferences) {
        super(8);
        this.messages = messages;
        this.files = files;
        this.preferences = preferences;
        getChildren().addAll(kinds(), model());
        FileDrops.onto(this, f -> FileNames.endsWith(f, ".onnx"), this::take);
        refresh();
        // After the buttons': it may take their choice back.
        kind.addListener((o, old, now) -> choose(now));
    }

    /** Shows the choice as it is now; other pages change it too. */
    void refresh() {
        DetectorChoice now = DetectorChoice.of(preferences);
        kind.set(now.kind());
        file.setText(
                now.model().map(Path::toString).orElse(messages.text("settings.detector.noFile")));
    }

    private Node kinds() {
        return new SegmentedChoice<>(kind)
                .with(
                        DetectorKind.HAAR,
                        "detector-haar",
                        messages.text("alignment.source.haar"),
                        messages.text("alignment.source.haar.note"))
                .with(
                        DetectorKind.YUNET,
                        "detector-yunet",
                        messages.text("alignment.source.yunet"),
                        messages.text("alignment.source.yunet.note"));
    }

    private void choose(DetectorKind chosen) {
        Optional<Path> model = DetectorChoice.of(preferences).model();
        if (chosen == DetectorKind.YUNET && model.isEmpty()) {
            askForFile();
        } else {
            new DetectorChoice(chosen, model).keep(preferences);
        }
        refresh();
    }

    private HBox model() {
        file.setId("detector-file");
        file.getStyleClass().add("secondary");
        file.setMinWidth(0);
        file.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(file, Priority.ALWAYS);
        Button choose =
                new Button(messages.text("settings.detector.choose"), Icons.of(Feather.FOLDER));
        choose.setId("detector-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(e -> askForFile());
        HBox row = new HBox(8, file, choose);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void askForFile() {
        files.chooseFile(
                        messages.text("settings.detector.choose"),
                        messages.text("alignment.model.kind"),
                        List.of("*.onnx"))
                .ifPresent(this::take);
    }

    private void take(Path model) {
        new DetectorChoice(DetectorKind.YUNET, Optional.of(model)).keep(preferences);
        refresh();
    }
}
