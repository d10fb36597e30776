package dev.interproto.dataset.demo;

/**
 * How one face differs from another. A trait's value is a score: 0 is the average adult, ±1 one
 * standard deviation, ±2 the limit. The geometry gives each its meaning in head units.
 */
enum Trait {
    HEAD_WIDTH(0.45, -0.1),
    FOREHEAD_HEIGHT(0.45, 0.0),
    CHEEKBONES(0.15, 0.2),
    CHEEK_FULLNESS(0.35, 0.15),
    JAW_WIDTH(0.12, -0.65),
    CHIN_LENGTH(0.15, -0.3),
    CHIN_WIDTH(0.12, -0.5),
    EYE_SIZE(0.45, 0.4),
    EYE_SPACING(0.5, 0.0),
    EYE_TILT(0.45, 0.2),
    EYE_OPENING(0.4, 0.2),
    LID_FOLD(0.4, 0.0),
    BROW_THICKNESS(0.3, -0.7),
    BROW_ARCH(0.3, 0.5),
    BROW_HEIGHT(0.35, 0.5),
    BROW_TILT(0.3, 0.1),
    NOSE_LENGTH(0.15, -0.3),
    NOSE_WIDTH(0.3, -0.4),
    NOSE_BRIDGE(0.1, -0.5),
    NOSE_TIP(0.3, 0.3),
    MOUTH_WIDTH(0.3, -0.1),
    UPPER_LIP(0.35, 0.4),
    LOWER_LIP(0.35, 0.4),
    MOUTH_HEIGHT(0.3, 0.0),
    EAR_SIZE(0.45, -0.3),
    EAR_SPREAD(0.6, -0.2);

    /** What is left of the trait in a newborn; the rest grows in with {@link Growth#maturity()}. */
    final double inChildhood;

    /** Shift of the female average from the mean of both; the male average is its opposite. */
    final double female;

    Trait(double inChildhood, double female) {
        this.inChildhood = inChildhood;
        this.female = female;
    }
}
