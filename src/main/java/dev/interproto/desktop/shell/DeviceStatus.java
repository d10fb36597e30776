package dev.interproto.desktop.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the status bar knows of the computing device. FX thread only. */
public final class DeviceStatus {

    /** Unknown, known, or why not. */
    public sealed interface State {}

    /** Being determined; the native libraries may be unpacking for the first time. */
    public record Determining() implements State {}

    /**
     * The device in use.
     *
     * @param name such as {@code CPU}
     * @param precision such as {@code float32}
     * @param explanation more, for the tooltip: why it was chosen, which card could not be used
     */
    public record Known(String name, String precision, String explanation) implements State {}

    /** It could not be determined. */
    public record Failed(String reason) implements State {}

    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new Determining());

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public void set(State now) {
        state.set(now);
    }
}
