package dev.interproto.desktop.ages;

import dev.interproto.dataset.AgeEdit;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** Sets the ages of many images at once: whose, what, which number. */
final class AgeEditBar extends FlowPane {

    /** Whose ages. */
    private enum Whose {
        SELECTED,
        IDENTITIES,
        SHOWN
    }

    /** What becomes of them. */
    private enum What {
        AGE,
        BIRTH_YEAR,
        NONE
    }

    private final WorkbenchContext context;
    private final Messages messages;
    private final ImagesViewModel viewModel;
    private final ImagesTable table;
    private final ChoiceBox<Whose> whose = new ChoiceBox<>();
    private final ChoiceBox<What> what = new ChoiceBox<>();
    private final TextField number = new TextField();
    private final TextField photoYear = new TextField();
    private final Label concerned = new Label();

    AgeEditBar(WorkbenchContext context, ImagesViewModel viewModel, ImagesTable table) {
        super(8, 8);
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.table = table;
        setMinWidth(0);
        setRowValignment(VPos.CENTER);
        choose(whose, Whose.values(), this::text);
        choose(what, What.values(), this::text);
        whose.setId("ages-whose");
        what.setId("ages-what");
        number.setId("ages-number");
        number.setPrefColumnCount(5);
        photoYear.setPrefColumnCount(12);
        photoYear.setPromptText(messages.text("ages.edit.photoYear"));
        number.promptTextProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        messages.text(
                                                what.getValue() == What.BIRTH_YEAR
                                                        ? "ages.edit.year"
                                                        : "ages.edit.age"),
                                what.valueProperty()));
        visibleFor(number, what.valueProperty().isNotEqualTo(What.NONE));
        visibleFor(photoYear, what.valueProperty().isEqualTo(What.BIRTH_YEAR));
        concerned.getStyleClass().add("secondary");
        Label title = new Label(messages.text("ages.edit"));
        title.getStyleClass().add("strong");
        getChildren().addAll(title, whose, what, number, photoYear, apply(), undo(), concerned);
        table.getSelectionModel()
                .getSelectedIndices()
                .addListener((ListChangeListener<Integer>) change -> count());
        whose.valueProperty().addListener((o, old, now) -> count());
        viewModel.rowsProperty().addListener((o, old, now) -> count());
        count();
    }

    private static void visibleFor(TextField field, ObservableValue<Boolean> when) {
        field.visibleProperty().bind(when);
        field.managedProperty().bind(when);
    }

    private static <T> void choose(ChoiceBox<T> box, T[] values, Function<T, String> text) {
        box.getItems().setAll(values);
        box.setValue(values[0]);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(T value) {
                        return value == null ? "" : text.apply(value);
                    }

                    @Override
                    public T fromString(String unused) {
                        return values[0];
                    }
                });
    }

    private String text(Whose value) {
        return messages.text(
                switch (value) {
                    case SELECTED -> "ages.edit.selected";
                    case IDENTITIES -> "ages.edit.identities";
                    case SHOWN -> "ages.edit.shown";
                });
    }

    private String text(What value) {
        return messages.text(
                switch (value) {
                    case AGE -> "ages.edit.what.age";
                    case BIRTH_YEAR -> "ages.edit.what.birth";
                    case NONE -> "ages.edit.what.none";
                });
    }

    private Button apply() {
        Button apply = new Button(messages.text("ages.edit.apply"), Icons.of(Feather.CHECK));
        apply.setId("ages-apply");
        apply.disableProperty()
                .bind(
                        viewModel
                                .busyProperty()
                                .or(
                                        Bindings.createBooleanBinding(
                                                () ->
                                                        what.getValue() != What.NONE
                                                                && number.getText().isBlank(),
                                                what.valueProperty(),
                                                number.textProperty())));
        apply.setOnAction(
                e -> {
                    try {
                        viewModel.edit(edit(), samples());
                    } catch (RuntimeException failure) {
                        context.notifications().failure(messages.text("ages.edit"), failure);
                    }
                });
        return apply;
    }

    private Button undo() {
        Button undo = new Button(messages.text("ages.undo"), Icons.of(Feather.ROTATE_CCW));
        undo.setId("ages-undo");
        undo.setTooltip(new Tooltip(messages.text("ages.undo.tip")));
        undo.disableProperty().bind(viewModel.canUndoProperty().not().or(viewModel.busyProperty()));
        undo.setOnAction(e -> viewModel.undo());
        return undo;
    }

    private AgeEdit edit() {
        return switch (what.getValue()) {
            case AGE -> AgeEdit.ofAge(viewModel.number(number.getText()));
            case BIRTH_YEAR ->
                    AgeEdit.ofBirth(
                            viewModel.number(number.getText()),
                            photoYear.getText().isBlank()
                                    ? Optional.empty()
                                    : Optional.of(viewModel.number(photoYear.getText())));
            case NONE -> AgeEdit.taken();
        };
    }

    private int[] samples() {
        return switch (whose.getValue()) {
            case SELECTED -> table.selected();
            case IDENTITIES -> viewModel.wholeIdentities(table.selected());
            case SHOWN -> viewModel.rowsProperty().get().samples();
        };
    }

    private void count() {
        concerned.setText(messages.text("ages.edit.concerned", Formats.count(samples().length)));
    }
}
