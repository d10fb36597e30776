package dev.interproto.desktop.alignment;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Pixels;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FoundFace;
import dev.interproto.face.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;

/** The photograph with all faces found, and beside it the face that came of it. */
final class FacePreview extends HBox {
    private static final double CROP = 112;
    private static final double POINT = 2.5;

    private final Messages messages;
    private final StackPane before = new StackPane();
    private final StackPane after = new StackPane();
    private final Label facts = new Label();
    private final VBox side;

    FacePreview(Messages messages) {
        super(16);
        this.messages = messages;
        setId("alignment-preview");
        getStyleClass().addAll("card", "face-preview");
        before.setMinSize(0, 0);
        HBox.setHgrow(before, Priority.ALWAYS);
        after.getStyleClass().add("after-frame");
        after.setMinSize(CROP, CROP);
        after.setMaxSize(CROP, CROP);
        facts.setWrapText(true);
        facts.getStyleClass().add("secondary");
        facts.setMaxWidth(176);
        facts.setAlignment(Pos.TOP_LEFT);
        side = new VBox(8, after, facts);
        side.setMinWidth(176);
        side.setMaxWidth(176);
        getChildren().addAll(before, side);
        show(Optional.empty());
    }

    void show(Optional<Preview> preview) {
        before.getChildren().clear();
        after.getChildren().clear();
        side.setVisible(preview.isPresent());
        side.setManaged(preview.isPresent());
        if (preview.isEmpty()) {
            facts.setText("");
            before.getChildren().setAll(sentence(messages.text("alignment.preview.none")));
            return;
        }
        Preview shown = preview.get();
        shown.before()
                .ifPresentOrElse(
                        image -> before.getChildren().setAll(new Outlined(shown, Pixels.of(image))),
                        () ->
                                before.getChildren()
                                        .setAll(
                                                sentence(
                                                        messages.text(
                                                                "alignment.preview.unreadable"))));
        shown.after()
                .ifPresent(
                        face -> {
                            ImageView view = new ImageView(Pixels.of(face));
                            view.setId("alignment-after");
                            after.getChildren().setAll(view);
                        });
        facts.setText(facts(shown));
    }

    private String facts(Preview shown) {
        List<String> lines = new ArrayList<>();
        shown.before()
                .ifPresent(
                        image ->
                                lines.add(
                                        messages.text(
                                                "alignment.preview.size",
                                                Integer.toString(image.width()),
                                                Integer.toString(image.height()))));
        shown.image()
                .chosen()
                .ifPresent(
                        face ->
                                lines.add(
                                        messages.text(
                                                "alignment.preview.confidence",
                                                String.format(
                                                        Locale.ROOT, "%.2f", face.confidence()))));
        addCount(shown, FoundFace.Fate.PASSED_OVER, "alignment.preview.others", lines);
        addCount(shown, FoundFace.Fate.TOO_SMALL, "alignment.preview.small", lines);
        addCount(shown, FoundFace.Fate.UNSURE, "alignment.preview.unsure", lines);
        if (!shown.image().detail().isEmpty()) {
            lines.add(shown.image().detail());
        }
        return String.join("\n", lines);
    }

    private void addCount(Preview shown, FoundFace.Fate fate, String key, List<String> lines) {
        long count = shown.image().faces().stream().filter(face -> face.fate() == fate).count();
        if (count > 0) {
            lines.add(messages.text(key, Formats.count(count)));
        }
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("secondary");
        return label;
    }

    /** A photograph as large as fits; boxes and points scale with it. */
    private static final class Outlined extends Pane {
        private final double width;
        private final double height;
        private final ImageView view;
        private final List<FoundFace> faces;
        private final List<Rectangle> boxes = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private final List<Circle> marks = new ArrayList<>();

        Outlined(Preview preview, javafx.scene.image.Image image) {
            width = preview.before().orElseThrow().width();
            height = preview.before().orElseThrow().height();
            view = new ImageView(image);
            view.setSmooth(true);
            setMinSize(0, 0);
            getChildren().add(view);
            // The chosen one last, so that no other box covers it.
            faces =
                    preview.image().faces().stream()
                            .sorted(
                                    java.util.Comparator.comparing(
                                            found -> found.fate() == FoundFace.Fate.CHOSEN))
                            .toList();
            for (FoundFace found : faces) {
                Rectangle box = new Rectangle();
                box.getStyleClass().add("found-face");
                box.getStyleClass()
                        .add(
                                switch (found.fate()) {
                                    case CHOSEN -> "chosen";
                                    case PASSED_OVER -> "passed-over";
                                    case TOO_SMALL, UNSURE -> "refused";
                                });
                boxes.add(box);
            }
            preview.image()
                    .chosen()
                    .flatMap(DetectedFace::landmarks)
                    .ifPresent(landmarks -> points.addAll(landmarks.points()));
            for (int i = 0; i < points.size(); i++) {
                Circle mark = new Circle(POINT);
                mark.getStyleClass().add("landmark");
                marks.add(mark);
            }
            getChildren().addAll(boxes);
            getChildren().addAll(marks);
        }

        @Override
        protected void layoutChildren() {
            double scale = Math.min(getWidth() / width, getHeight() / height);
            double left = (getWidth() - scale * width) / 2;
            double top = (getHeight() - scale * height) / 2;
            view.setFitWidth(scale * width);
            view.setFitHeight(scale * height);
            view.relocate(left, top);
            for (int i = 0; i < boxes.size(); i++) {
                DetectedFace face = faces.get(i).face();
                Rectangle box = boxes.get(i);
                box.setX(left + scale * face.x());
                box.setY(top + scale * face.y());
                box.setWidth(scale * face.width());
                box.setHeight(scale * face.height());
            }
            for (int i = 0; i < marks.size(); i++) {
                // Points are pixel centres: the first pixel's lies half a pixel inside.
                marks.get(i).setCenterX(left + scale * (points.get(i).x() + 0.5));
                marks.get(i).setCenterY(top + scale * (points.get(i).y() + 0.5));
            }
        }
    }
}
