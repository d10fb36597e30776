package dev.interproto.desktop.sweeps;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;

/** Ticks what the trainings of a new sweep start from. */
final class StartsPane extends HBox {
    private final Messages messages;
    private final StartsForm form;
    private final MenuButton menu = new MenuButton();

    StartsPane(Messages messages, StartsForm form) {
        this.messages = messages;
        this.form = form;
        menu.setId("sweep-starts");
        menu.setMaxWidth(360);
        Label hint = new Label(messages.text("sweeps.new.starts.hint"));
        hint.getStyleClass().add("secondary");
        setSpacing(12);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        getChildren().addAll(menu, hint);
        form.known().addListener((ListChangeListener<StartsForm.Choice>) change -> fill());
        form.ticked().addListener((ListChangeListener<StartsForm.Choice>) change -> describe());
        fill();
        describe();
    }

    private void fill() {
        menu.getItems().clear();
        for (StartsForm.Choice choice : form.known()) {
            CheckMenuItem item = new CheckMenuItem(name(choice));
            item.setSelected(form.ticked().contains(choice));
            item.selectedProperty()
                    .addListener(
                            (o, old, now) -> {
                                form.ticked().remove(choice);
                                if (now) {
                                    form.ticked().add(choice);
                                }
                            });
            menu.getItems().add(item);
        }
    }

    private String name(StartsForm.Choice choice) {
        return choice.backbone()
                .map(backbone -> choice.start().shortName() + ", " + RunTexts.backbone(backbone))
                .orElseGet(() -> messages.text("training.startFrom.fresh"));
    }

    private void describe() {
        menu.setText(
                form.ticked().size() == 1
                        ? name(form.ticked().get(0))
                        : messages.text("sweeps.new.starts.count", form.ticked().size()));
    }
}
