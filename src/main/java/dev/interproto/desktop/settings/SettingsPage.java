package dev.interproto.desktop.settings;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DeviceStatus;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.ThemeChoice;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Theme, workspace and device. In code rather than FXML: three cards made by the same method. */
public final class SettingsPage extends Page {
    private static final double WIDTH = 640;

    private final VBox view = new VBox(16);

    public SettingsPage(WorkbenchContext context) {
        super(PageId.SETTINGS, context.messages());
        Label device = paragraph("");
        device.textProperty()
                .bind(context.device().stateProperty().map(state -> describe(state, messages)));
        view.getChildren()
                .addAll(
                        card(
                                messages.text("settings.theme"),
                                messages.text("settings.theme.explanation"),
                                themeButtons(context)),
                        card(
                                messages.text("settings.workspace"),
                                messages.text("settings.workspace.explanation"),
                                paragraph(context.workspace().root().toString())),
                        card(
                                messages.text("settings.device"),
                                messages.text("settings.device.explanation"),
                                device));
    }

    @Override
    public Node view() {
        return view;
    }

    private static VBox card(String title, String explanation, Node control) {
        Label heading = new Label(title);
        heading.getStyleClass().add("section-title");
        Label words = paragraph(explanation);
        words.getStyleClass().add("secondary");
        VBox card = new VBox(8, heading, words, control);
        card.getStyleClass().add("card");
        card.setMaxWidth(WIDTH);
        return card;
    }

    private static Label paragraph(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private HBox themeButtons(WorkbenchContext context) {
        var choice = context.themeSwitch().choiceProperty();
        ToggleGroup group = new ToggleGroup();
        HBox buttons = new HBox();
        buttons.getStyleClass().add("segmented");
        List<String> words =
                List.of(
                        messages.text("settings.theme.system"),
                        messages.text("settings.theme.light"),
                        messages.text("settings.theme.dark"));
        for (ThemeChoice theme : ThemeChoice.values()) {
            ToggleButton button = new ToggleButton(words.get(theme.ordinal()));
            button.setId("theme-" + theme.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(choice.get() == theme);
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        choice.set(theme);
                    });
            choice.addListener((o, old, now) -> button.setSelected(now == theme));
            buttons.getChildren().add(button);
        }
        buttons.getChildren().get(0).getStyleClass().add("first");
        buttons.getChildren().get(words.size() - 1).getStyleClass().add("last");
        return buttons;
    }

    private static String describe(DeviceStatus.State state, Messages messages) {
        if (state instanceof DeviceStatus.Known known) {
            return known.name() + " · " + known.precision() + "\n" + known.explanation();
        }
        if (state instanceof DeviceStatus.Failed failed) {
            return failed.reason();
        }
        return messages.text("status.device.determining");
    }
}
