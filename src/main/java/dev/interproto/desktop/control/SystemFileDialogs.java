package dev.interproto.desktop.control;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The system's own dialogs; begins where the last one ended. */
public final class SystemFileDialogs implements FileDialogs {
    private final Window owner;
    private Optional<Path> lastFolder = Optional.empty();

    public SystemFileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        start().ifPresent(chooser::setInitialDirectory);
        return remembered(Optional.ofNullable(chooser.showDialog(owner)));
    }

    @Override
    public Optional<Path> chooseFile(String title, String kind, List<String> endings) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, endings));
        start().ifPresent(chooser::setInitialDirectory);
        return remembered(Optional.ofNullable(chooser.showOpenDialog(owner)));
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, String ending) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName + "." + ending);
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                ending.toUpperCase(Locale.ROOT), "*." + ending));
        start().ifPresent(chooser::setInitialDirectory);
        return remembered(Optional.ofNullable(chooser.showSaveDialog(owner)));
    }

    private Optional<File> start() {
        return lastFolder.filter(Files::isDirectory).map(Path::toFile);
    }

    private Optional<Path> remembered(Optional<File> chosen) {
        Optional<Path> path = chosen.map(File::toPath);
        path.map(Path::getParent).ifPresent(folder -> lastFolder = Optional.of(folder));
        return path;
    }
}
