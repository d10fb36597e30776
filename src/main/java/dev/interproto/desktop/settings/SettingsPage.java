package dev.interproto.desktop.settings;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.SegmentedChoice;
import dev.interproto.desktop.shell.DeviceStatus;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.theme.ThemeChoice;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * Theme, face detector, workspace and device. In code rather than FXML: cards made by the same
 * method.
 */
public final class SettingsPage extends Page {
    private static final double WIDTH = 640;

    private final VBox view = new VBox(16);
    private final DetectorCard detector;

    public SettingsPage(WorkbenchContext context) {
        super(PageId.SETTINGS, context.messages());
        detector = new DetectorCard(messages, context.files(), context.preferences());
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
                                messages.text("settings.detector"),
                                messages.text("settings.detector.explanation"),
                                detector),
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

    @Override
    public void onShown(PageArgument argument) {
        detector.refresh();
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

    private Node themeButtons(WorkbenchContext context) {
        return new SegmentedChoice<>(context.themeSwitch().choiceProperty())
                .with(ThemeChoice.SYSTEM, "theme-system", messages.text("settings.theme.system"))
                .with(ThemeChoice.LIGHT, "theme-light", messages.text("settings.theme.light"))
                .with(ThemeChoice.DARK, "theme-dark", messages.text("settings.theme.dark"));
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
