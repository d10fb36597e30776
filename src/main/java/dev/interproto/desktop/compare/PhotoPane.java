package dev.interproto.desktop.compare;

import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Pixels;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.ImageDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One place for a photograph: drop, choose or name it; its faces are outlined. FX thread only. */
final class PhotoPane extends VBox {
    private final WorkbenchContext context;
    private final Messages messages;
    private final CompareViewModel viewModel;
    private final boolean isFirst;
    private final String name;
    private final StackPane area = new StackPane();
    private final TextField path = new TextField();
    private final Button clear = new Button("", Icons.of(Feather.X));
    private final Label facts = new Label();

    PhotoPane(
            WorkbenchContext context,
            CompareViewModel viewModel,
            boolean isFirst,
            ObservableValue<Side> side) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.isFirst = isFirst;
        this.name = isFirst ? "first" : "second";
        setId("photo-" + name);
        getStyleClass().add("photo-card");
        setMinWidth(0);
        setPrefWidth(480);
        HBox.setHgrow(this, Priority.ALWAYS);
        area.getStyleClass().add("photo-area");
        VBox.setVgrow(area, Priority.ALWAYS);
        getChildren().addAll(header(), area);
        side.addListener((o, old, now) -> show(now));
        show(side.getValue());
        // Two photographs are the page's business.
        FileDrops.onto(this, ImageDecoder::isImageFile, file -> viewModel.put(isFirst, file));
    }

    private Node header() {
        path.setId("path-" + name);
        path.setPromptText(messages.text("compare.path"));
        path.setAccessibleText(messages.text("compare.path"));
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setOnAction(
                e -> {
                    String typed = path.getText().strip().replaceAll("^\"|\"$", "");
                    if (!typed.isEmpty()) {
                        viewModel.put(isFirst, Path.of(typed));
                    }
                });
        Button choose = new Button("", Icons.of(Feather.FOLDER));
        choose.setId("choose-" + name);
        choose.getStyleClass().add("quiet");
        choose.setTooltip(new Tooltip(messages.text("compare.choose")));
        choose.setOnAction(e -> choose());
        clear.setId("clear-" + name);
        clear.getStyleClass().add("quiet");
        clear.setTooltip(new Tooltip(messages.text("compare.clear.one")));
        clear.setOnAction(e -> viewModel.clear(isFirst));
        facts.getStyleClass().add("secondary");
        facts.setMinWidth(USE_PREF_SIZE);
        HBox header = new HBox(8, path, facts, choose, clear);
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private void choose() {
        context.files()
                .chooseFile(
                        messages.text("compare.choose"),
                        messages.text("compare.kind"),
                        List.of("*.jpg", "*.jpeg", "*.png", "*.bmp", "*.webp"))
                .ifPresent(file -> viewModel.put(isFirst, file));
    }

    private void show(Side side) {
        area.getStyleClass().removeAll("empty");
        clear.setDisable(side instanceof Side.Empty);
        facts.setText("");
        if (side instanceof Side.Photograph photograph) {
            path.setText(photograph.faces().file().toString());
            int faces = photograph.faces().faces().size();
            facts.setText(
                    faces == 1
                            ? messages.text("compare.face")
                            : messages.text("compare.faces", faces));
            area.getChildren().setAll(new OutlinedPhoto(photograph));
            photograph
                    .faces()
                    .problem()
                    .ifPresent(problem -> area.getChildren().add(problem(problem)));
        } else if (side instanceof Side.Searching searching) {
            path.setText(searching.file().toString());
            ProgressIndicator turning = new ProgressIndicator();
            turning.setMaxSize(32, 32);
            area.getChildren().setAll(turning);
        } else if (side instanceof Side.Unreadable unreadable) {
            path.setText(unreadable.file().toString());
            area.getChildren().setAll(problem(unreadable.what() + " " + unreadable.remedy()));
        } else {
            path.setText("");
            area.getStyleClass().add("empty");
            area.getChildren().setAll(invitation());
        }
    }

    private Node invitation() {
        Label words =
                new Label(
                        messages.text(isFirst ? "compare.invite.first" : "compare.invite.second"));
        words.setWrapText(true);
        words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        Button begin = new Button(messages.text("compare.invite.choose"));
        begin.setId("begin-" + name);
        begin.getStyleClass().add(isFirst ? "primary" : "secondary-action");
        begin.setGraphic(Icons.of(Feather.IMAGE));
        begin.setOnAction(e -> choose());
        VBox box = new VBox(Icons.of(Feather.IMAGE), words, begin);
        box.getStyleClass().add("invitation");
        return box;
    }

    private static Node problem(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        VBox box = new VBox(Icons.of(Feather.FROWN), words);
        box.getStyleClass().add("problem");
        box.setMaxHeight(USE_PREF_SIZE);
        return box;
    }

    /** The photograph as large as fits, with a box around each face. */
    private final class OutlinedPhoto extends Pane {
        private final Side.Photograph photograph;
        private final ImageView view;
        private final List<Button> boxes = new ArrayList<>();

        OutlinedPhoto(Side.Photograph photograph) {
            this.photograph = photograph;
            this.view = new ImageView(Pixels.of(photograph.faces().image()));
            view.setSmooth(true);
            getChildren().add(view);
            for (int face = 0; face < photograph.faces().faces().size(); face++) {
                boxes.add(box(face));
            }
            // The chosen box lies on top, so that no other covers it.
            boxes.stream()
                    .sorted(
                            java.util.Comparator.comparing(
                                    b -> b.getStyleClass().contains("chosen")))
                    .forEach(getChildren()::add);
            setMinSize(0, 0);
        }

        private Button box(int face) {
            Button box = new Button();
            box.setId("face-" + name + "-" + face);
            box.getStyleClass().setAll("face-box");
            box.setAccessibleText(messages.text("compare.face.choose", face + 1));
            box.setTooltip(new Tooltip(messages.text("compare.face.choose", face + 1)));
            if (face == photograph.chosen()) {
                box.getStyleClass().add("chosen");
            }
            box.setOnAction(e -> viewModel.choose(isFirst, face));
            return box;
        }

        @Override
        protected void layoutChildren() {
            double width = photograph.faces().image().width();
            double height = photograph.faces().image().height();
            double scale = Math.min(getWidth() / width, getHeight() / height);
            double left = (getWidth() - scale * width) / 2;
            double top = (getHeight() - scale * height) / 2;
            view.setFitWidth(scale * width);
            view.setFitHeight(scale * height);
            view.relocate(left, top);
            for (int face = 0; face < boxes.size(); face++) {
                DetectedFace found = photograph.faces().faces().get(face);
                boxes.get(face)
                        .resizeRelocate(
                                left + scale * found.x(),
                                top + scale * found.y(),
                                scale * found.width(),
                                scale * found.height());
            }
        }
    }

    /** The crop of the chosen face, where there is one. */
    static Optional<javafx.scene.image.Image> crop(Side side) {
        return side.comparable().map(p -> Pixels.of(p.faces().crop(p.chosen())));
    }
}
