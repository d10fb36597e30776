package dev.interproto.verification.analysis;

import dev.interproto.dataset.FaceDataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** The angles of sampled images to prototypes, in constant memory. */
final class AngleSums {
    /** Two degrees a bar. */
    private static final int BARS = 90;

    private final FaceDataset dataset;
    private final PrototypeAngles angles;
    private final Group child;
    private final Group adult;
    private final List<Group> ages = new ArrayList<>();
    private final BitSet images = new BitSet();

    /** Some images that are looked at together. */
    private static final class Group {
        private final SeededSample sample;
        private final BitSet images = new BitSet();
        private final Spread.Sum own = new Spread.Sum(0, 180, BARS);
        private final Spread.Sum children = new Spread.Sum(0, 180, BARS);
        private final Spread.Sum adults = new Spread.Sum(0, 180, BARS);
        private int read;

        Group(AnalysisOptions options) {
            sample = new SeededSample(options.images(), options.seed());
        }

        void choose(BitSet all) {
            for (int chosen : sample.sorted()) {
                images.set(chosen);
            }
            all.or(images);
        }

        void add(int image, PrototypeAngles.Of measured) {
            if (images.get(image)) {
                read++;
                own.add(measured.own());
                children.add(measured.children());
                adults.add(measured.adults());
            }
        }

        Sampled sampled() {
            return new Sampled(read, sample.offered());
        }
    }

    /**
     * @param prototypes of unit length, one for each identity of the dataset, [C][D]
     * @param child whether each is of a child identity
     */
    AngleSums(FaceDataset dataset, float[][] prototypes, boolean[] child, AnalysisOptions options) {
        this.dataset = dataset;
        this.angles = new PrototypeAngles(prototypes, child);
        this.child = new Group(options);
        this.adult = new Group(options);
        AgeBin.ALL.forEach(bin -> ages.add(new Group(options)));
        for (int image = 0; image < dataset.size(); image++) {
            (options.isChildImage(dataset, image) ? this.child : adult).sample.offer(image);
            OptionalInt age = dataset.age(image);
            for (int i = 0; age.isPresent() && i < ages.size(); i++) {
                if (AgeBin.ALL.get(i).holds(age.getAsInt())) {
                    ages.get(i).sample.offer(image);
                }
            }
        }
        this.child.choose(images);
        adult.choose(images);
        ages.forEach(group -> group.choose(images));
    }

    /** The images that are wanted. */
    BitSet images() {
        return images;
    }

    /** The angles of an image, where it is wanted; may be asked on several threads. */
    PrototypeAngles.Of measure(int image, float[] row) {
        return angles.measure(row, dataset.identityOf(image));
    }

    /** Takes in what was measured. */
    void add(int image, PrototypeAngles.Of measured) {
        child.add(image, measured);
        adult.add(image, measured);
        ages.forEach(group -> group.add(image, measured));
    }

    ImageAngles result() {
        List<ImageAngles.OfAge> byAge = new ArrayList<>();
        for (int i = 0; i < ages.size(); i++) {
            byAge.add(
                    new ImageAngles.OfAge(
                            AgeBin.ALL.get(i), ages.get(i).sampled(), ages.get(i).own.spread()));
        }
        return new ImageAngles(angles.children(), angles.adults(), of(child), of(adult), byAge);
    }

    private static ImageAngles.Group of(Group group) {
        return new ImageAngles.Group(
                group.sampled(),
                group.own.spread(),
                group.children.spread(),
                group.adults.spread());
    }
}
