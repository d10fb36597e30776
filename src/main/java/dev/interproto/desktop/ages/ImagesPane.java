package dev.interproto.desktop.ages;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** The filter, the table and the bar that edits. */
final class ImagesPane extends VBox {
    /** Long enough that a word typed in one go is looked for once. */
    private static final Duration TYPING = Duration.millis(180);

    private final Messages messages;
    private final ImagesViewModel viewModel;
    private final ImagesTable table;

    ImagesPane(WorkbenchContext context, ImagesViewModel viewModel) {
        super(8);
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.table = new ImagesTable(context, viewModel);
        setMinWidth(0);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(filterBar(), table, new AgeEditBar(context, viewModel, table));
    }

    private FlowPane filterBar() {
        TextField text = new TextField();
        text.setId("images-text");
        text.setPromptText(messages.text("images.find"));
        text.setPrefColumnCount(18);
        PauseTransition pause = new PauseTransition(TYPING);
        pause.setOnFinished(e -> viewModel.textProperty().set(text.getText()));
        text.textProperty().addListener((o, old, now) -> pause.playFromStart());
        ChoiceBox<ImageFilter> filter = new ChoiceBox<>();
        filter.setId("images-filter");
        filter.getItems().setAll(ImageFilter.values());
        filter.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(ImageFilter shown) {
                        return shown == null ? "" : filterText(shown);
                    }

                    @Override
                    public ImageFilter fromString(String unused) {
                        return ImageFilter.ALL;
                    }
                });
        filter.valueProperty().bindBidirectional(viewModel.filterProperty());
        Label count = new Label();
        count.setId("images-count");
        count.getStyleClass().add("secondary");
        count.textProperty()
                .bind(Bindings.createStringBinding(this::counted, viewModel.rowsProperty()));
        Button export = new Button(messages.text("table.exportCsv"), Icons.of(Feather.DOWNLOAD));
        export.setOnAction(e -> table.export());
        FlowPane bar = new FlowPane(8, 8, text, filter, export, count);
        bar.setMinWidth(0);
        bar.setRowValignment(javafx.geometry.VPos.CENTER);
        return bar;
    }

    private String filterText(ImageFilter filter) {
        return filter == ImageFilter.CHILD
                ? messages.text(filter.key(), viewModel.childAgeProperty().get())
                : messages.text(filter.key());
    }

    private String counted() {
        int all = viewModel.imagesProperty().get().map(now -> now.dataset().size()).orElse(0);
        return messages.text(
                "images.count",
                Formats.count(viewModel.rowsProperty().get().size()),
                Formats.count(all));
    }
}
