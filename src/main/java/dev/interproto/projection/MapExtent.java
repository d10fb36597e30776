package dev.interproto.projection;

import java.util.List;

/** A rectangle of the map's plane, map units. */
public record MapExtent(double left, double right, double bottom, double top) {

    /** Around all points; of width and height 0 around the origin where there is none. */
    public static MapExtent of(List<PrototypeMap.MappedPrototype> points) {
        if (points.isEmpty()) {
            return new MapExtent(0, 0, 0, 0);
        }
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (PrototypeMap.MappedPrototype point : points) {
            left = Math.min(left, point.x());
            right = Math.max(right, point.x());
            bottom = Math.min(bottom, point.y());
            top = Math.max(top, point.y());
        }
        return new MapExtent(left, right, bottom, top);
    }

    /** The smallest that holds both. */
    public MapExtent with(MapExtent other) {
        return new MapExtent(
                Math.min(left, other.left),
                Math.max(right, other.right),
                Math.min(bottom, other.bottom),
                Math.max(top, other.top));
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return top - bottom;
    }

    public double centreX() {
        return (left + right) / 2;
    }

    public double centreY() {
        return (bottom + top) / 2;
    }
}
