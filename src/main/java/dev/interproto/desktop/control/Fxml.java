package dev.interproto.desktop.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads views from FXML, with the workbench's texts. */
public final class Fxml {
    private Fxml() {}

    /**
     * @param beside a class in whose package the file lies
     * @param controller binds the view
     */
    public static Parent load(Class<?> beside, String file, Object controller, Messages messages) {
        FXMLLoader loader = new FXMLLoader(beside.getResource(file), messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
