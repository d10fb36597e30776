package dev.interproto.desktop.verification;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;

/** The controls of an identification's few settings. */
final class IdentificationOptions {
    private static final int MOST_YEARS = 100;

    private IdentificationOptions() {}

    static Spinner<Integer> years(String id, String tip, IntegerProperty value, int least) {
        Spinner<Integer> spinner = new Spinner<>(least, MOST_YEARS, value.get());
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(80);
        spinner.setTooltip(new Tooltip(tip));
        spinner.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                value.set(now);
                            }
                        });
        value.addListener((o, old, now) -> spinner.getValueFactory().setValue(now.intValue()));
        return spinner;
    }

    static CheckBox flip(String text, BooleanProperty value) {
        CheckBox box = new CheckBox(text);
        box.setId("identification-flip");
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
