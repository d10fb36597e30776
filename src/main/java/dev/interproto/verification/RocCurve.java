package dev.interproto.verification;

import java.util.ArrayList;
import java.util.List;

/**
 * The ROC curve of a test set.
 *
 * @param points from (0, 0), threshold falling, to (1, 1); one a distinct similarity
 */
record RocCurve(List<RocPoint> points) {

    /** The points where the curve bends, with both ends: it is drawn the same with far fewer. */
    List<RocPoint> corners() {
        List<RocPoint> corners = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean end = i == 0 || i == points.size() - 1;
            if (end || bends(points.get(i - 1), points.get(i), points.get(i + 1))) {
                corners.add(points.get(i));
            }
        }
        return corners;
    }

    /** Exact for the horizontal and vertical runs, which are all that is worth thinning out. */
    private static boolean bends(RocPoint before, RocPoint here, RocPoint after) {
        boolean vertical = before.far() == here.far() && here.far() == after.far();
        boolean horizontal = before.tar() == here.tar() && here.tar() == after.tar();
        return !vertical && !horizontal;
    }

    /** Where FAR meets 1 − TAR, on the straight segment between two points. */
    double equalErrorRate() {
        for (int i = 1; i < points.size(); i++) {
            RocPoint here = points.get(i);
            double gap = here.far() - (1 - here.tar());
            if (gap >= 0) {
                RocPoint before = points.get(i - 1);
                double gapBefore = before.far() - (1 - before.tar());
                double share = gapBefore / (gapBefore - gap);
                return before.far() + share * (here.far() - before.far());
            }
        }
        throw new IllegalStateException("a ROC curve ends at (1, 1)");
    }

    /** The highest TAR at a FAR of at most {@code far}. */
    TarAtFar tarAt(double far, int impostors) {
        RocPoint best = points.get(0);
        for (RocPoint point : points) {
            if (point.far() <= far && point.tar() > best.tar()) {
                best = point;
            }
        }
        // The rounding of 0.001 · 10,000 must not decide.
        boolean enough = far * impostors >= TarAtFar.FEWEST_FALSE_ACCEPTS - 1e-9;
        return new TarAtFar(far, best.tar(), best.threshold(), enough);
    }
}
