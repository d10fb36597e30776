package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.Messages;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.HeadOption;
import dev.interproto.training.TrainingPreset;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Ticks the margin heads of a new sweep; below, the numbers of the ticked ones. */
final class MethodsPane extends VBox {
    private static final double NAME_WIDTH = 128;

    private final Messages messages;
    private final MethodsForm form;
    private final ObjectProperty<TrainingPreset> preset;
    private final Runnable changed;
    private final VBox numbers = new VBox(6);

    /**
     * @param changed called after any change
     */
    MethodsPane(
            Messages messages,
            MethodsForm form,
            ObjectProperty<TrainingPreset> preset,
            double width,
            Runnable changed) {
        this.messages = messages;
        this.form = form;
        this.preset = preset;
        this.changed = changed;
        FlowPane boxes = new FlowPane(16, 8);
        boxes.setPrefWrapLength(width);
        for (HeadKind kind : HeadKind.values()) {
            CheckBox box = new CheckBox(kind.title());
            box.setId("sweep-head-" + kind.id());
            box.setSelected(form.ticked().contains(kind));
            box.selectedProperty()
                    .addListener(
                            (o, old, now) -> {
                                form.ticked().remove(kind);
                                if (now) {
                                    form.ticked().add(kind);
                                }
                            });
            boxes.getChildren().add(box);
            form.options(kind)
                    .values()
                    .forEach(text -> text.addListener((o, old, now) -> changed.run()));
        }
        Label hint = new Label(messages.text("sweeps.new.options.hint"));
        hint.getStyleClass().add("secondary");
        hint.setWrapText(true);
        hint.setMaxWidth(width);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        setSpacing(8);
        getChildren().addAll(boxes, numbers, hint);
        preset.addListener((o, old, now) -> fill());
        form.ticked()
                .addListener(
                        (ListChangeListener<HeadKind>)
                                change -> {
                                    fill();
                                    changed.run();
                                });
        fill();
    }

    private void fill() {
        numbers.getChildren().clear();
        for (HeadKind kind : HeadKind.values()) {
            if (form.ticked().contains(kind)) {
                Label name = new Label(kind.title());
                name.setMinWidth(NAME_WIDTH);
                FlowPane fields = new FlowPane(16, 6);
                form.options(kind)
                        .forEach((option, text) -> fields.getChildren().add(field(kind, option)));
                HBox row = new HBox(8, name, fields);
                row.setAlignment(Pos.CENTER_LEFT);
                numbers.getChildren().add(row);
            }
        }
    }

    private HBox field(HeadKind kind, HeadOption option) {
        TextField input = new TextField();
        input.setId("sweep-option-" + kind.id() + "-" + option.name());
        input.setPrefColumnCount(6);
        input.setPromptText(HeadOption.text(MethodsForm.usual(kind, option, preset.get())));
        input.setTooltip(new Tooltip(messages.text("sweeps.new.option.tip", option.range())));
        input.textProperty().bindBidirectional(form.options(kind).get(option));
        Label name = new Label(option.name());
        name.getStyleClass().add("secondary");
        name.setLabelFor(input);
        HBox box = new HBox(6, name, input);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
