package dev.interproto.desktop.shell;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;

/** What the frame around a page shows of it; the frame follows its properties. */
public final class PageModel {

    /**
     * The pane at the right.
     *
     * @param title its heading
     * @param content scrolls by itself where it must
     */
    public record Details(String title, Node content) {}

    private final StringProperty title = new SimpleStringProperty();
    private final StringProperty description = new SimpleStringProperty();
    private final ObjectProperty<Optional<PageAction>> primaryAction =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Node>> headerExtra =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Details>> details =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Runnable>> cover =
            new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param title the page's name
     * @param description one line that says what is shown
     */
    public PageModel(String title, String description) {
        this.title.set(title);
        this.description.set(description);
    }

    public ReadOnlyStringProperty titleProperty() {
        return title;
    }

    /** One line that says what is shown now; pages change it with what they show. */
    public StringProperty descriptionProperty() {
        return description;
    }

    /** The button at the right of the header. */
    public ObjectProperty<Optional<PageAction>> primaryActionProperty() {
        return primaryAction;
    }

    /** Lesser controls before the primary action, such as a run's choice. */
    public ObjectProperty<Optional<Node>> headerExtraProperty() {
        return headerExtra;
    }

    /** Details of the selection; the person may close them, which sets this to empty. */
    public ObjectProperty<Optional<Details>> detailsProperty() {
        return details;
    }

    /**
     * How what lies over the page's own view is closed, as Esc does; closing sets this to empty.
     */
    public ObjectProperty<Optional<Runnable>> coverProperty() {
        return cover;
    }
}
