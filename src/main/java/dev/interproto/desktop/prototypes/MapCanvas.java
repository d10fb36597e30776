package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.theme.Meaning;
import dev.interproto.projection.MapExtent;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

/**
 * A map of points that is panned by dragging and zoomed by the wheel, or by arrows, plus, minus and
 * 0. FX thread only.
 */
final class MapCanvas extends Pane {
    private static final double REACH = 8;
    private static final double STEP = 48;
    private static final double WHEEL = 1.0015;
    private static final double OPACITY = 0.85;

    private final Canvas canvas = new Canvas();
    private Optional<MapView> map = Optional.empty();
    private int[] drawn = {};
    private MapFrame frame = new MapFrame(0, 0, 1, 1, 1);
    private boolean fitted = true;
    private boolean children = true;
    private boolean adults = true;
    private OptionalInt selected = OptionalInt.empty();
    private OptionalInt hovered = OptionalInt.empty();
    private List<Integer> marked = List.of();
    private Color ink = Color.BLACK;
    private Consumer<OptionalInt> onHover = point -> {};
    private Consumer<OptionalInt> onChoose = point -> {};
    private Optional<PointRaster> raster = Optional.empty();
    private Optional<PixelBuffer<IntBuffer>> buffer = Optional.empty();
    private double pressX;
    private double pressY;
    private double dragX;
    private double dragY;
    private boolean panned;

    MapCanvas() {
        setId("prototype-map");
        getStyleClass().add("map-canvas");
        setFocusTraversable(true);
        setMinSize(0, 0);
        getChildren().add(canvas);
        setOnScroll(this::wheel);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnMouseMoved(e -> hover(at(e.getX(), e.getY())));
        setOnMouseExited(e -> hover(OptionalInt.empty()));
        setOnKeyPressed(this::key);
    }

    /** Told the point under the mouse. */
    void onHover(Consumer<OptionalInt> consumer) {
        onHover = consumer;
    }

    /** Told the point that was clicked, or none. */
    void onChoose(Consumer<OptionalInt> consumer) {
        onChoose = consumer;
    }

    /** Shows a map; the view stays where the person moved it while a map grows or plays. */
    void show(Optional<MapView> now) {
        boolean follows = map.isPresent() && now.isPresent() && map.get().moving();
        map = now;
        drawn = now.map(MapView::drawn).orElse(new int[0]);
        hovered = OptionalInt.empty();
        if (!follows || fitted) {
            fit();
        } else {
            draw();
        }
    }

    void setShown(boolean showChildren, boolean showAdults) {
        children = showChildren;
        adults = showAdults;
        draw();
    }

    /** Marks the selected point, and its neighbours more faintly. */
    void mark(OptionalInt point, List<Integer> neighbours) {
        selected = point;
        marked = List.copyOf(neighbours);
        draw();
    }

    /** Colour of rings. */
    void setInk(Color colour) {
        ink = colour;
        draw();
    }

    /** Brings a point to the middle. */
    void centre(int point) {
        map.map(now -> now.points().get(point))
                .ifPresent(
                        place -> {
                            fitted = false;
                            frame = frame.centredOn(place.x(), place.y());
                            draw();
                        });
    }

    void fit() {
        fitted = true;
        frame = whole();
        draw();
    }

    void zoom(double factor) {
        zoom(factor, getWidth() / 2, getHeight() / 2);
    }

    /** Where a point lies within this node. */
    javafx.geometry.Point2D place(int point) {
        MappedPrototype at = map.orElseThrow().points().get(point);
        return new javafx.geometry.Point2D(frame.screenX(at.x()), frame.screenY(at.y()));
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            frame = fitted ? whole() : frame.resized(getWidth(), getHeight());
            draw();
        }
    }

    private MapFrame whole() {
        return MapFrame.around(
                map.map(MapView::extent).orElse(MapExtent.of(List.of())), getWidth(), getHeight());
    }

    private boolean isShown(MappedPrototype point) {
        return point.child() ? children : adults;
    }

    private void draw() {
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (map.isEmpty() || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        double density =
                getScene() == null || getScene().getWindow() == null
                        ? 1
                        : getScene().getWindow().getOutputScaleX();
        PointRaster target = rasterOf(density);
        target.clear();
        int[] mask = PointRaster.disc(radius() * density);
        paint(target, mask, density, false);
        paint(target, mask, density, true);
        buffer.get().updateBuffer(b -> null);
        graphics.drawImage(new WritableImage(buffer.get()), 0, 0, getWidth(), getHeight());
        for (int point : marked) {
            ring(graphics, point, radius() + 3, ink, 1);
        }
        hovered.ifPresent(point -> ring(graphics, point, radius() + 3, ink, 1.5));
        selected.ifPresent(
                point -> {
                    // Orange on orange would not be seen without an edge.
                    ring(graphics, point, radius() + 5, ink, 5);
                    ring(graphics, point, radius() + 5, Meaning.THRESHOLD.colour(), 3);
                });
    }

    private PointRaster rasterOf(double density) {
        int width = (int) Math.ceil(getWidth() * density);
        int height = (int) Math.ceil(getHeight() * density);
        if (raster.isEmpty() || raster.get().width() != width || raster.get().height() != height) {
            PointRaster fresh = new PointRaster(width, height);
            raster = Optional.of(fresh);
            buffer =
                    Optional.of(
                            new PixelBuffer<>(
                                    width,
                                    height,
                                    IntBuffer.wrap(fresh.pixels()),
                                    PixelFormat.getIntArgbPreInstance()));
        }
        return raster.get();
    }

    /** Children last: they are the few, and what is looked for. */
    private void paint(PointRaster target, int[] mask, double density, boolean child) {
        Color colour = (child ? Meaning.CHILD : Meaning.ADULT).colour();
        List<MappedPrototype> points = map.orElseThrow().points();
        for (int i : drawn) {
            MappedPrototype point = points.get(i);
            if (point.child() == child && isShown(point)) {
                target.paint(
                        (int) Math.round(frame.screenX(point.x()) * density),
                        (int) Math.round(frame.screenY(point.y()) * density),
                        mask,
                        colour,
                        OPACITY);
            }
        }
    }

    /** Few points are drawn large; all grow a little with the zoom. */
    private double radius() {
        double base = drawn.length <= 500 ? 5 : drawn.length <= 5000 ? 3.2 : 2;
        double closer = frame.scale() / Math.max(1e-12, whole().scale());
        return base * Math.max(0.8, Math.min(2.5, Math.sqrt(Math.sqrt(closer))));
    }

    private void ring(
            GraphicsContext graphics, int point, double radius, Color colour, double width) {
        MappedPrototype at = map.orElseThrow().points().get(point);
        graphics.setStroke(colour);
        graphics.setLineWidth(width);
        graphics.strokeOval(
                frame.screenX(at.x()) - radius,
                frame.screenY(at.y()) - radius,
                2 * radius,
                2 * radius);
    }

    private OptionalInt at(double x, double y) {
        List<MappedPrototype> points = map.map(MapView::points).orElse(List.of());
        double nearest = REACH * REACH;
        int found = -1;
        for (int i : drawn) {
            MappedPrototype point = points.get(i);
            double dx = frame.screenX(point.x()) - x;
            double dy = frame.screenY(point.y()) - y;
            double distance = dx * dx + dy * dy;
            if (distance < nearest && isShown(point)) {
                nearest = distance;
                found = i;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private void hover(OptionalInt point) {
        if (!point.equals(hovered)) {
            hovered = point;
            draw();
            onHover.accept(point);
        }
    }

    private void wheel(ScrollEvent event) {
        zoom(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
        event.consume();
    }

    private void zoom(double factor, double x, double y) {
        fitted = false;
        frame = frame.zoomed(factor, x, y, whole());
        hover(OptionalInt.empty());
        draw();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        dragX = pressX;
        dragY = pressY;
        panned = false;
    }

    private void dragged(MouseEvent event) {
        panned |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > 4;
        if (panned) {
            pan(event.getX() - dragX, event.getY() - dragY);
            dragX = event.getX();
            dragY = event.getY();
        }
    }

    private void released(MouseEvent event) {
        if (!panned) {
            onChoose.accept(at(event.getX(), event.getY()));
        }
    }

    private void pan(double right, double down) {
        fitted = false;
        frame = frame.moved(right, down);
        hover(OptionalInt.empty());
        draw();
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> pan(STEP, 0);
            case RIGHT -> pan(-STEP, 0);
            case UP -> pan(0, STEP);
            case DOWN -> pan(0, -STEP);
            case PLUS, EQUALS, ADD -> zoom(1.25);
            case MINUS, SUBTRACT -> zoom(0.8);
            case DIGIT0, NUMPAD0, HOME -> fit();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
