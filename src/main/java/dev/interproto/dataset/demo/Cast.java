package dev.interproto.dataset.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who is drawn, and at which ages: the training identities 0 … n−1 (children first), then the test
 * identities. Every choice comes from the seed and the numbers of identity and image alone, so
 * threads may draw in any order.
 */
record Cast(DemoFacesOptions options) {
    /** Youngest age of an adult in the pair lists. */
    static final int ADULT_AGE = 18;

    /** The gap that parts the two pair lists, years. */
    static final int LARGE_GAP = 20;

    /** Share of a child identity's images that show the child (at least the rule's ten). */
    private static final double CHILDHOOD_SHARE = 0.6;

    /**
     * One picture to draw.
     *
     * @param path below the data set's folder
     */
    record Shot(int identity, int number, int age, String path) {}

    SplittableRandom random(int identity, int number) {
        SplittableRandom random = new SplittableRandom(options.seed());
        long base = random.nextLong();
        return new SplittableRandom(base ^ (identity * 1_000_003L + number) * 0x9E3779B97F4A7C15L);
    }

    Person person(int identity) {
        return Person.sample(random(identity, -1));
    }

    Capture capture(Shot shot) {
        return Capture.sample(random(shot.identity(), shot.number()));
    }

    List<Shot> training() {
        List<Shot> shots = new ArrayList<>();
        for (int identity = 0; identity < options.identities(); identity++) {
            int[] ages = trainingAges(identity);
            for (int i = 0; i < ages.length; i++) {
                shots.add(
                        new Shot(
                                identity,
                                i,
                                ages[i],
                                String.format("train/%07d/%08d.jpg", identity, i)));
            }
        }
        return shots;
    }

    private int[] trainingAges(int identity) {
        SplittableRandom random = random(identity, -2);
        int count = options.imagesPerIdentity();
        boolean child = identity < options.childIdentities();
        int young =
                child
                        ? Math.max(
                                DemoFacesOptions.CHILD_IMAGES,
                                (int) Math.round(count * CHILDHOOD_SHARE))
                        : 0;
        int[] ages = new int[count];
        for (int i = 0; i < count; i++) {
            ages[i] =
                    i < young
                            ? random.nextInt(1, DemoFacesOptions.CHILD_AGE)
                            : random.nextInt(child ? DemoFacesOptions.CHILD_AGE : ADULT_AGE, 66);
        }
        Arrays.sort(ages);
        return ages;
    }

    List<Shot> test() {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < options.testIdentities(); i++) {
            int identity = options.identities() + i;
            int[] ages = testAges(identity);
            for (int number = 0; number < ages.length; number++) {
                shots.add(
                        new Shot(
                                identity,
                                number,
                                ages[number],
                                String.format(
                                        "test/%07d/%03dA%02d%c.jpg",
                                        identity, identity, ages[number], 'a' + number)));
            }
        }
        return shots;
    }

    /**
     * A toddler, three older children, three young adults (less than twenty years from the older
     * children) and three of more years (at least twenty from any child).
     */
    private int[] testAges(int identity) {
        SplittableRandom random = random(identity, -2);
        int[] ages = new int[10];
        for (int i = 0; i < ages.length; i++) {
            ages[i] =
                    i < 1
                            ? random.nextInt(2, 5)
                            : i < 4
                                    ? random.nextInt(5, DemoFacesOptions.CHILD_AGE)
                                    : i < 7
                                            ? random.nextInt(ADULT_AGE, 25)
                                            : random.nextInt(33, 66);
        }
        Arrays.sort(ages);
        return ages;
    }
}
