package dev.interproto.desktop.control;

import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;

/** Sliders that stand on whole numbers. */
public final class WholeNumbers {
    private WholeNumbers() {}

    /**
     * Lets a slider set a number and follow it.
     *
     * @param value shows the number
     */
    public static void bind(Slider slider, Label value, IntegerProperty number) {
        slider.setValue(number.get());
        slider.setBlockIncrement(1);
        slider.valueProperty()
                .addListener((o, old, now) -> number.set((int) Math.round(now.doubleValue())));
        number.addListener(
                (o, old, now) -> {
                    if (Math.round(slider.getValue()) != now.intValue()) {
                        slider.setValue(now.intValue());
                    }
                });
        value.textProperty().bind(number.asString(Locale.ROOT, "%d"));
    }
}
