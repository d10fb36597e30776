package dev.interproto.desktop.prototypes;

import dev.interproto.projection.MapExtent;

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

    /** A whole extent, with a margin. */
    static MapFrame around(MapExtent extent, double width, double height) {
        double scale =
                Math.min(
                        Math.max(1, width - 2 * MARGIN) / Math.max(1e-9, extent.width()),
                        Math.max(1, height - 2 * MARGIN) / Math.max(1e-9, extent.height()));
        return new MapFrame(extent.centreX(), extent.centreY(), scale, width, height);
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
