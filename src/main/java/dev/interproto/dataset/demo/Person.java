package dev.interproto.dataset.demo;

import java.awt.Color;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One identity: everything about a face that time and the camera do not decide. */
record Person(
        boolean female,
        double[] adultScores,
        Color skin,
        Color hair,
        Color iris,
        Color lips,
        HairStyle childStyle,
        HairStyle adultStyle,
        Beard beard,
        boolean partOnLeft,
        double hairVolume,
        double hairlinePeak,
        double receding,
        int greyFrom,
        double freckles,
        boolean mole,
        double moleX,
        double moleY,
        double lineDepth,
        long texture) {

    /** Hair as it is worn. */
    enum HairStyle {
        BUZZ,
        SHORT,
        SWEPT,
        FRINGE,
        CURLY,
        AFRO,
        LONG,
        WAVY,
        BOB,
        BUN,
        PIGTAILS
    }

    /** Facial hair of grown men. */
    enum Beard {
        NONE,
        STUBBLE,
        MOUSTACHE,
        GOATEE,
        FULL
    }

    private static final Color[] SKINS = {
        new Color(250, 220, 200),
        new Color(243, 203, 174),
        new Color(229, 182, 146),
        new Color(202, 148, 108),
        new Color(166, 112, 78),
        new Color(130, 86, 62)
    };
    private static final Color[] DARK_HAIR = {
        new Color(28, 24, 24), new Color(42, 30, 25), new Color(62, 42, 30)
    };
    private static final Color[] LIGHT_HAIR = {
        new Color(96, 62, 38),
        new Color(134, 92, 54),
        new Color(196, 152, 88),
        new Color(222, 184, 122),
        new Color(158, 74, 34)
    };
    private static final Color[] LIGHT_IRIS = {
        new Color(70, 118, 160),
        new Color(96, 134, 110),
        new Color(118, 128, 138),
        new Color(128, 96, 48)
    };
    private static final Color DARK_IRIS = new Color(74, 46, 26);

    private static final HairStyle[] BOYS = {
        HairStyle.SHORT, HairStyle.FRINGE, HairStyle.SWEPT, HairStyle.FRINGE, HairStyle.CURLY
    };
    private static final HairStyle[] GIRLS = {
        HairStyle.FRINGE, HairStyle.BOB, HairStyle.PIGTAILS, HairStyle.LONG, HairStyle.CURLY
    };
    private static final HairStyle[] MEN = {
        HairStyle.SHORT,
        HairStyle.SHORT,
        HairStyle.SWEPT,
        HairStyle.SWEPT,
        HairStyle.BUZZ,
        HairStyle.CURLY,
        HairStyle.FRINGE
    };
    private static final HairStyle[] WOMEN = {
        HairStyle.LONG,
        HairStyle.WAVY,
        HairStyle.BOB,
        HairStyle.BUN,
        HairStyle.SWEPT,
        HairStyle.CURLY,
        HairStyle.LONG
    };
    private static final Beard[] BEARDS = {
        Beard.NONE,
        Beard.NONE,
        Beard.STUBBLE,
        Beard.STUBBLE,
        Beard.MOUSTACHE,
        Beard.GOATEE,
        Beard.FULL
    };

    /** Somebody, as the dice fall. */
    static Person sample(RandomGenerator random) {
        boolean female = random.nextBoolean();
        double[] scores = new double[Trait.values().length];
        for (Trait trait : Trait.values()) {
            double score = random.nextGaussian() + (female ? trait.female : -trait.female);
            scores[trait.ordinal()] = Math.max(-2, Math.min(2, score));
        }
        double tone = random.nextDouble();
        double skinPlace = tone * tone * 0.35 + tone * 0.65;
        boolean dark = skinPlace > 0.52 || random.nextDouble() < 0.45;
        Color hair = pick(random, dark ? DARK_HAIR : LIGHT_HAIR);
        boolean darkEyes = skinPlace > 0.5 || random.nextDouble() < 0.4;
        boolean curls = skinPlace > 0.7 && random.nextDouble() < 0.7;
        Color skin = Palette.along(SKINS, skinPlace);
        skin = Palette.shift(skin, random.nextDouble(-6, 6), 0, random.nextDouble(-8, 8));
        HairStyle tight = female ? HairStyle.AFRO : HairStyle.BUZZ;
        return new Person(
                female,
                scores,
                skin,
                Palette.shift(hair, random.nextDouble(-8, 10), 0, random.nextDouble(-5, 5)),
                darkEyes ? DARK_IRIS : pick(random, LIGHT_IRIS),
                Palette.mix(
                        Palette.mix(skin, new Color(176, 62, 66), 0.5),
                        new Color(120, 50, 52),
                        random.nextDouble(0, 0.35)),
                curls ? HairStyle.CURLY : pick(random, female ? GIRLS : BOYS),
                curls ? tight : pick(random, female ? WOMEN : MEN),
                female ? Beard.NONE : pick(random, BEARDS),
                random.nextBoolean(),
                random.nextDouble(0.7, 1.4),
                random.nextDouble(-0.05, 0.14),
                female ? 0.1 * random.nextDouble() : Math.pow(random.nextDouble(), 1.3),
                random.nextInt(36, 58),
                skinPlace < 0.35 && random.nextDouble() < 0.35 ? random.nextDouble(0.4, 1) : 0,
                random.nextDouble() < 0.25,
                random.nextDouble(-0.8, 0.8),
                random.nextDouble(0.6, 1.45),
                random.nextDouble(0.6, 1.2),
                random.nextLong());
    }

    private static <T> T pick(RandomGenerator random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    double adultScore(Trait trait) {
        return adultScores[trait.ordinal()];
    }

    /** The style worn at an age: a child's, then an adult's. */
    HairStyle styleAt(double years) {
        return years < 13 ? childStyle : adultStyle;
    }

    /** Beards begin to show at eighteen. */
    Beard beardAt(double years) {
        return years < 19 ? Beard.NONE : years < 24 && beard == Beard.FULL ? Beard.STUBBLE : beard;
    }

    /** Hair is lighter in childhood and greys from {@link #greyFrom} on. */
    Color hairAt(double years) {
        double childhood = Math.max(0, 1 - years / 15);
        int brightness = hair.getRed() + hair.getGreen() + hair.getBlue();
        Color young = Palette.mix(hair, new Color(206, 164, 108), brightness > 170 ? 0.4 : 0.08);
        double grey = Math.max(0, Math.min(0.92, (years - greyFrom) / 24));
        return Palette.mix(Palette.mix(hair, young, childhood), new Color(204, 202, 200), grey);
    }

    /** How unlike two people look at an age: root mean square difference of the shown traits. */
    double distance(Person other, double years) {
        Growth growth = new Growth(years);
        double sum = 0;
        for (Trait trait : Trait.values()) {
            double difference =
                    growth.shown(trait, adultScore(trait))
                            - growth.shown(trait, other.adultScore(trait));
            sum += difference * difference;
        }
        return Math.sqrt(sum / Trait.values().length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Person that
                && texture == that.texture
                && Arrays.equals(adultScores, that.adultScores);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(texture);
    }
}
