package dev.interproto.desktop.prototypes;

import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.util.List;

/**
 * Which part of a map is seen, and where its points lie on the screen.
 *
 * @param centreX map units at the middle of the screen
 * @param centreY map units there; upwards
 * @param scale pixels a map unit
 * @param width pixels
 * @param height pixels
 */
record MapFrame(double centreX, double centreY, double scale, double width, double height) {
    private static final double MARGIN = 20;
    private static final double CLOSEST = 400;

    /** All points, with a margin. */
    static MapFrame around(List<MappedPrototype> points, double width, double height) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (MappedPrototype point : points) {
            left = Math.min(left, point.x());
            right = Math.max(right, point.x());
            bottom = Math.min(bottom, point.y());
            top = Math.max(top, point.y());
        }
        if (points.isEmpty()) {
            return new MapFrame(0, 0, 1, width, height);
        }
        double scale =
                Math.min(
                        Math.max(1, width - 2 * MARGIN) / Math.max(1e-9, right - left),
                        Math.max(1, height - 2 * MARGIN) / Math.max(1e-9, top - bottom));
        return new MapFrame((left + right) / 2, (bottom + top) / 2, scale, width, height);
    }

    double screenX(double x) {
        return width / 2 + (x - centreX) * scale;
    }

    double screenY(double y) {
        return height / 2 - (y - centreY) * scale;
    }

    /** Keeps what lies under a place on the screen where it is. */
    MapFrame zoomed(double factor, double atX, double atY, MapFrame whole) {
        double next =
                Math.max(whole.scale() / 4, Math.min(whole.scale() * CLOSEST, scale * factor));
        double mapX = centreX + (atX - width / 2) / scale;
        double mapY = centreY - (atY - height / 2) / scale;
        return new MapFrame(
                mapX - (atX - width / 2) / next,
                mapY + (atY - height / 2) / next,
                next,
                width,
                height);
    }

    /** Moves the content by pixels. */
    MapFrame moved(double right, double down) {
        return new MapFrame(centreX - right / scale, centreY + down / scale, scale, width, height);
    }

    MapFrame centredOn(double x, double y) {
        return new MapFrame(x, y, scale, width, height);
    }

    MapFrame resized(double newWidth, double newHeight) {
        return new MapFrame(centreX, centreY, scale, newWidth, newHeight);
    }
}
