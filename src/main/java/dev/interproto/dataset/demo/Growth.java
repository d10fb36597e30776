package dev.interproto.dataset.demo;

/**
 * What a number of years does to a face.
 *
 * <p>The head grows by the revised cardioidal strain of Todd, Mark, Shaw and Pittenger ("The
 * perception of human growth", Scientific American 242(2), 1980; after Pittenger and Shaw, "Aging
 * faces as viscal-elastic events", Journal of Experimental Psychology: Human Perception and
 * Performance 1(4), 1975): about a centre between the ears, with θ the angle from straight up,
 *
 * <pre>r' = r (1 + k (1 − cos θ)),   θ' = θ.</pre>
 *
 * The crown stays, the chin grows most. As θ does not change, the way from the adult to any age is
 * the ratio of two such factors. Here it is applied in three dimensions, as in Mark and Todd ("The
 * perception of growth in three dimensions", Perception and Psychophysics 33, 1983).
 *
 * @param years 0 to 100
 */
record Growth(double years) {
    /** Strain of the grown head over the newborn's; chosen by eye. */
    private static final double ADULT_STRAIN = 0.36;

    /** Years in which the remaining growth falls to 1/e; chosen by eye. */
    private static final double GROWTH_YEARS = 8.5;

    private static final double GROWN_UP = 20;

    Growth {
        if (!(years >= 0 && years <= 100)) {
            throw new IllegalArgumentException("age must be 0 to 100 years, not " + years);
        }
    }

    /** The strain k at this age: 0 at birth, constant from twenty years on. */
    double strain() {
        double age = Math.min(years, GROWN_UP);
        return ADULT_STRAIN
                * (1 - Math.exp(-age / GROWTH_YEARS))
                / (1 - Math.exp(-GROWN_UP / GROWTH_YEARS));
    }

    /**
     * How much nearer to the centre of growth a point lies at this age than in the adult.
     *
     * @param cosFromUp cosine of its angle from straight up, −1 to 1
     * @return 1 for adults and for the crown, less for the young
     */
    double shrink(double cosFromUp) {
        double reach = 1 - cosFromUp;
        return (1 + strain() * reach) / (1 + ADULT_STRAIN * reach);
    }

    /** How far identity traits have grown in: 0 at birth, 1 from twenty years on. */
    double maturity() {
        double share = Math.min(1, years / GROWN_UP);
        return share * share * (3 - 2 * share);
    }

    /** Child proportions beyond the strain (eyes, nose, cheeks): 1 at birth, 0 at eighteen. */
    double childness() {
        return Math.pow(Math.max(0, 1 - years / 18), 1.1);
    }

    /** Signs of age: 0 up to 28 years, 1 at seventy. */
    double wear() {
        return Math.pow(Math.max(0, Math.min(1.2, (years - 28) / 42)), 1.15);
    }

    /** A trait's score as it shows at this age. */
    double shown(Trait trait, double adultScore) {
        return adultScore * (trait.inChildhood + (1 - trait.inChildhood) * maturity());
    }
}
