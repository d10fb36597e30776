package dev.interproto.dataset.demo;

import dev.interproto.dataset.demo.Person.HairStyle;

/**
 * The measures of a hair style, in head units.
 *
 * @param top how far the hair stands above the crown
 * @param side how far it stands off the temples
 * @param fringe how far it hangs below the hairline
 * @param sweep how much lower it hangs on the side away from the parting
 * @param length height at which the hair behind the head ends, or 0 where none hangs down
 * @param wave how far long hair swings out
 * @param curl radius of the curls at the edge; 0 for a smooth edge
 * @param sideburn height at which the hair before the ears ends
 * @param opacity how much skin shines through
 */
record Hairdo(
        double top,
        double side,
        double fringe,
        double sweep,
        double length,
        double wave,
        double curl,
        double sideburn,
        double opacity) {

    /** As {@code face} wears it at its age. */
    static Hairdo of(FaceGeometry face) {
        double years = face.growth.years();
        HairStyle style = face.person.styleAt(years);
        Hairdo full =
                switch (style) {
                    case BUZZ -> new Hairdo(0.03, 0.015, 0, 0, 0, 0, 0, 0.12, 0.8);
                    case SHORT -> new Hairdo(0.2, 0.06, 0.02, 0.08, 0, 0, 0, 0.2, 1);
                    case SWEPT -> new Hairdo(0.24, 0.08, 0.03, 0.26, 0, 0, 0, 0.2, 1);
                    case FRINGE -> new Hairdo(0.16, 0.09, 0.5, 0.05, 0, 0, 0, 0.3, 1);
                    case CURLY -> new Hairdo(0.26, 0.2, 0.12, 0, 0, 0, 0.15, 0.25, 1);
                    case AFRO -> new Hairdo(0.48, 0.42, 0.04, 0, 0, 0, 0.16, 0.3, 1);
                    case LONG -> new Hairdo(0.14, 0.1, 0, 0.12, 2.75, 0.03, 0, 0.3, 1);
                    case WAVY -> new Hairdo(0.22, 0.18, 0.02, 0.2, 2.5, 0.14, 0, 0.3, 1);
                    case BOB -> new Hairdo(0.18, 0.16, 0.4, 0.1, 1.55, 0, 0, 0.3, 1);
                    case BUN -> new Hairdo(0.08, 0.03, 0, 0.03, 0, 0, 0, 0.15, 1);
                    case PIGTAILS -> new Hairdo(0.1, 0.05, 0.2, 0.12, 0, 0, 0, 0.2, 1);
                };
        return full.scaled(face.person.hairVolume()).grown(years).thinned(face);
    }

    private Hairdo scaled(double volume) {
        return new Hairdo(
                top * volume,
                side * volume,
                fringe * (0.6 + 0.4 * volume),
                sweep,
                length,
                wave,
                curl,
                sideburn,
                opacity);
    }

    /** A baby's hair is short and thin. */
    private Hairdo grown(double years) {
        double grown = Math.max(0, Math.min(1, (years - 0.5) / 3.5));
        double lengthNow = length == 0 || grown < 0.4 ? 0 : length * (0.6 + 0.4 * grown);
        return new Hairdo(
                top * (0.4 + 0.6 * grown),
                side * (0.4 + 0.6 * grown),
                fringe * grown,
                sweep * grown,
                lengthNow,
                wave,
                curl * (0.5 + 0.5 * grown),
                0.1 + (sideburn - 0.1) * grown,
                opacity * (0.55 + 0.45 * grown));
    }

    private Hairdo thinned(FaceGeometry face) {
        double lost = lost(face);
        return new Hairdo(
                top * (1 - 0.75 * lost),
                side,
                fringe * Math.max(0, 1 - 2.2 * lost),
                sweep * (1 - lost),
                length,
                wave,
                curl * (1 - 0.4 * lost),
                sideburn,
                opacity);
    }

    /** How far the hairline has gone back: 0 none, 1 to the crown. */
    static double lost(FaceGeometry face) {
        double years = face.growth.years();
        return face.person.receding() * Math.max(0, Math.min(1, (years - 24) / 40));
    }
}
