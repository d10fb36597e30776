package dev.interproto.desktop.alignment;

import dev.interproto.dataset.alignment.AlignmentOptions;
import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.SegmentedChoice;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.face.FaceSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** The fields of an alignment. */
final class AlignmentFormPane extends VBox {
    private static final double NUMBER_WIDTH = 80;

    private final WorkbenchContext context;
    private final Messages messages;
    private final AlignmentForm form;

    AlignmentFormPane(WorkbenchContext context, AlignmentForm form) {
        super(12);
        this.context = context;
        this.messages = context.messages();
        this.form = form;
        getStyleClass().add("card");
        Node model =
                path(
                        "alignment-model",
                        form.modelProperty(),
                        this::chooseModel,
                        AlignmentViewModel::isModel);
        VBox modelBox = field("alignment.model", model);
        Label note = note();
        modelBox.visibleProperty()
                .bind(form.sourceProperty().isEqualTo(AlignmentForm.Source.YUNET));
        modelBox.managedProperty().bind(modelBox.visibleProperty());
        getChildren()
                .addAll(
                        field(
                                "alignment.input",
                                path(
                                        "alignment-input",
                                        form.inputProperty(),
                                        () -> folder("alignment.input"),
                                        Files::isDirectory)),
                        field(
                                "alignment.output",
                                path(
                                        "alignment-output",
                                        form.outputProperty(),
                                        () -> folder("alignment.output"),
                                        Files::isDirectory)),
                        field("alignment.source", sources()),
                        note,
                        modelBox);
        options();
    }

    private VBox field(String key, Node control) {
        Label label = new Label(messages.text(key));
        label.getStyleClass().add("secondary");
        label.setLabelFor(control);
        return new VBox(4, label, control);
    }

    private Node path(
            String id,
            StringProperty text,
            Supplier<Optional<String>> choose,
            Predicate<Path> wanted) {
        TextField typed = new TextField();
        typed.setId(id);
        typed.textProperty().bindBidirectional(text);
        HBox.setHgrow(typed, Priority.ALWAYS);
        Button button = new Button("", Icons.of(Feather.FOLDER));
        button.setId(id + "-choose");
        button.getStyleClass().addAll("quiet", "icon-only");
        button.setTooltip(new Tooltip(messages.text("alignment.choose")));
        button.setAccessibleText(messages.text("alignment.choose"));
        button.setOnAction(e -> choose.get().ifPresent(text::set));
        HBox row = new HBox(4, typed, button);
        row.setAlignment(Pos.CENTER_LEFT);
        FileDrops.onto(row, wanted, file -> text.set(file.toString()));
        return row;
    }

    private Optional<String> folder(String titleKey) {
        return context.files().chooseFolder(messages.text(titleKey)).map(Object::toString);
    }

    private Optional<String> chooseModel() {
        return context.files()
                .chooseFile(
                        messages.text("alignment.model"),
                        messages.text("alignment.model.kind"),
                        List.of("*.onnx"))
                .map(Object::toString);
    }

    private Node sources() {
        SegmentedChoice<AlignmentForm.Source> choice = new SegmentedChoice<>(form.sourceProperty());
        for (AlignmentForm.Source source : AlignmentForm.Source.values()) {
            choice.with(
                    source,
                    "alignment-source-" + source.name().toLowerCase(Locale.ROOT),
                    messages.text(key(source)));
        }
        return choice.filling();
    }

    private static String key(AlignmentForm.Source source) {
        return switch (source) {
            case HAAR -> "alignment.source.haar";
            case YUNET -> "alignment.source.yunet";
            case POINTS -> "alignment.source.points";
        };
    }

    private Label note() {
        Label note = new Label();
        note.setWrapText(true);
        note.getStyleClass().add("secondary");
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        messages.text(
                                                switch (form.sourceProperty().get()) {
                                                    case HAAR -> "alignment.source.haar.note";
                                                    case YUNET -> "alignment.source.yunet.note";
                                                    case POINTS -> "alignment.source.points.note";
                                                }),
                                form.sourceProperty()));
        return note;
    }

    private void options() {
        ToggleButton fold = new ToggleButton(messages.text("alignment.options"));
        fold.setId("alignment-options");
        fold.getStyleClass().add("fold");
        fold.setMaxWidth(Double.MAX_VALUE);
        fold.graphicProperty()
                .bind(
                        Bindings.when(fold.selectedProperty())
                                .then((Node) Icons.of(Feather.CHEVRON_DOWN))
                                .otherwise((Node) Icons.of(Feather.CHEVRON_RIGHT)));
        VBox faces =
                new VBox(
                        12,
                        field(
                                "alignment.preference",
                                choice(
                                        "alignment-preference",
                                        form.preferenceProperty(),
                                        List.of(FaceSelection.Preference.values()),
                                        AlignmentFormPane::key)),
                        row(
                                field("alignment.smallest", number(form.smallestFaceProperty())),
                                field("alignment.confidence", confidence())));
        faces.visibleProperty()
                .bind(form.sourceProperty().isNotEqualTo(AlignmentForm.Source.POINTS));
        faces.managedProperty().bind(faces.visibleProperty());
        VBox quality = field("alignment.quality", number(form.qualityProperty()));
        quality.visibleProperty().bind(form.formatProperty().isEqualTo("jpg"));
        VBox all =
                new VBox(
                        12,
                        faces,
                        row(
                                field(
                                        "alignment.format",
                                        choice(
                                                "alignment-format",
                                                form.formatProperty(),
                                                List.of("png", "jpg"),
                                                format ->
                                                        format.equals("png")
                                                                ? "alignment.format.png"
                                                                : "alignment.format.jpg")),
                                quality),
                        field(
                                "alignment.layout",
                                choice(
                                        "alignment-layout",
                                        form.layoutProperty(),
                                        List.of(AlignmentOptions.Layout.values()),
                                        layout ->
                                                layout == AlignmentOptions.Layout.KEEP
                                                        ? "alignment.layout.keep"
                                                        : "alignment.layout.flat")),
                        field(
                                "alignment.without",
                                choice(
                                        "alignment-without",
                                        form.withoutFaceProperty(),
                                        List.of(AlignmentOptions.WithoutFace.values()),
                                        what ->
                                                what == AlignmentOptions.WithoutFace.SKIP
                                                        ? "alignment.without.skip"
                                                        : "alignment.without.middle")));
        all.visibleProperty().bind(fold.selectedProperty());
        all.managedProperty().bind(fold.selectedProperty());
        getChildren().addAll(fold, all);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(12, nodes);
        row.setAlignment(Pos.BOTTOM_LEFT);
        return row;
    }

    private static TextField number(StringProperty text) {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(text);
        field.setPrefWidth(NUMBER_WIDTH);
        return field;
    }

    private TextField confidence() {
        TextField field = number(form.smallestConfidenceProperty());
        field.setPromptText(messages.text("alignment.confidence.usual"));
        return field;
    }

    private static String key(FaceSelection.Preference preference) {
        return switch (preference) {
            case LARGEST -> "alignment.preference.largest";
            case CENTRAL -> "alignment.preference.central";
            case SUREST -> "alignment.preference.surest";
        };
    }

    private <T> ComboBox<T> choice(
            String id, ObjectProperty<T> value, List<T> choices, Function<T, String> key) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(choices);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(T choice) {
                        return choice == null ? "" : messages.text(key.apply(choice));
                    }

                    @Override
                    public T fromString(String text) {
                        throw new UnsupportedOperationException("not editable");
                    }
                });
        Property<T> shown = box.valueProperty();
        shown.bindBidirectional(value);
        return box;
    }
}
