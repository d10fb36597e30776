package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Maps of the same identities at several epochs of a training. Each map begins where the one before
 * ended, so that a point's way over the map tells how its prototype moved, where maps of their own
 * would be turned and mirrored against each other (Rauber, Falcão and Telea 2016 call it dynamic
 * t-SNE with a start from the step before).
 *
 * @param identities names, one a point
 * @param child flags, one a point
 * @param frames in the order of their epochs; at least one
 */
public record MapSeries(List<String> identities, boolean[] child, List<Frame> frames) {
    /** Share of the work on an epoch that its map is; the rest is measuring it. */
    private static final double MAPPING = 0.8;

    /**
     * One epoch's map.
     *
     * @param epoch how many were done: 0 before the first
     * @param points (x, y) of each identity
     * @param klDivergence lower is better, comparable at one perplexity only
     * @param trustworthiness of the map; empty for few points, or where it was not measured
     * @param quality of the prototypes themselves, not of the map
     */
    public record Frame(
            int epoch,
            float[][] points,
            double klDivergence,
            Optional<Trustworthiness> trustworthiness,
            ProjectionQuality quality) {}

    public MapSeries {
        identities = List.copyOf(identities);
        frames = List.copyOf(frames);
        if (frames.isEmpty() || child.length != identities.size()) {
            throw new IllegalArgumentException(
                    frames.size() + " frames, " + identities.size() + " identities");
        }
    }

    /**
     * Lays out all epochs one after the other.
     *
     * @param epochs ascending, at least one
     * @param vectors gives the rows of an epoch, one an identity
     * @param options of the first map; the others take those {@linkplain TsneOptions#continued to
     *     go on with}
     * @param progress a cancel ends it early and keeps the epochs that are laid out
     * @param growth sees the series after each epoch
     * @throws CancelledException when cancelled before the first epoch is laid out
     * @throws UserFacingException where a vector is not finite
     */
    public static MapSeries layOut(
            List<String> identities,
            boolean[] child,
            List<Integer> epochs,
            IntFunction<float[][]> vectors,
            TsneOptions options,
            Progress progress,
            Consumer<MapSeries> growth) {
        List<Frame> frames = new ArrayList<>();
        Optional<float[][]> start = Optional.empty();
        for (int epoch : epochs) {
            double share = 1.0 / epochs.size();
            double from = frames.size() * share;
            progress.report(from, "Epoch " + epoch);
            float[][] rows = vectors.apply(epoch);
            Optional<Frame> frame =
                    layOut(epoch, rows, child, start, options, progress.part(from, from + share));
            if (frame.isEmpty()) {
                break;
            }
            start = Optional.of(frame.get().points());
            frames.add(frame.get());
            growth.accept(new MapSeries(identities, child, frames));
        }
        if (frames.isEmpty()) {
            throw new CancelledException();
        }
        return new MapSeries(identities, child, frames);
    }

    /** One epoch's map; empty where it was cancelled before its end. */
    private static Optional<Frame> layOut(
            int epoch,
            float[][] rows,
            boolean[] child,
            Optional<float[][]> start,
            TsneOptions options,
            Progress progress) {
        TsneOptions own = start.isEmpty() ? options : options.continued();
        try {
            TsneResult map =
                    Tsne.run(rows, own, start, progress.part(0, MAPPING), TsneListener.NONE);
            progress.checkCancelled();
            return Optional.of(
                    new Frame(
                            epoch,
                            map.points(),
                            map.klDivergence(),
                            Trustworthiness.measure(
                                    rows, map.points(), own.threads(), progress.part(MAPPING, 1)),
                            ProjectionQuality.of(rows, child)));
        } catch (CancelledException e) {
            return Optional.empty();
        }
    }

    /**
     * The map at a place between two frames, its points on the straight way from one to the other.
     *
     * @param position 0 for the first frame to the number of frames − 1 for the last
     */
    public PrototypeMap at(double position) {
        int before = (int) Math.max(0, Math.min(frames.size() - 1, Math.floor(position)));
        int after = Math.min(frames.size() - 1, before + 1);
        double share = Math.max(0, Math.min(1, position - before));
        float[][] from = frames.get(before).points();
        float[][] to = frames.get(after).points();
        List<PrototypeMap.MappedPrototype> points = new ArrayList<>(from.length);
        for (int i = 0; i < from.length; i++) {
            points.add(
                    new PrototypeMap.MappedPrototype(
                            identities.get(i),
                            from[i][0] + share * (to[i][0] - from[i][0]),
                            from[i][1] + share * (to[i][1] - from[i][1]),
                            child[i]));
        }
        return new PrototypeMap(
                points,
                share == 0
                        ? OptionalDouble.of(frames.get(before).klDivergence())
                        : OptionalDouble.empty());
    }

    /** What holds the points of all frames. */
    public MapExtent extent() {
        MapExtent extent = MapExtent.of(at(0).points());
        for (int i = 1; i < frames.size(); i++) {
            extent = extent.with(MapExtent.of(at(i).points()));
        }
        return extent;
    }

    /** The frame nearest to a place as of {@link #at}. */
    public Frame nearest(double position) {
        return frames.get((int) Math.max(0, Math.min(frames.size() - 1, Math.round(position))));
    }
}
