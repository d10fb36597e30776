package dev.interproto.desktop.pairs;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.pairs.PairSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A pair of a list as the table shows it.
 *
 * @param number from 1, its place among the pairs whose images are there
 * @param genuine whether the list says that both images show one person
 */
record PairRow(int number, boolean genuine, PairSurvey.ListedPair pair) {

    static List<PairRow> of(PairSurvey survey) {
        List<PairRow> rows = new ArrayList<>(survey.pairs().size());
        for (PairSurvey.ListedPair pair : survey.pairs()) {
            rows.add(new PairRow(rows.size() + 1, pair.pair().same(), pair));
        }
        return rows;
    }

    ImageLocation first() {
        return pair.pair().first();
    }

    ImageLocation second() {
        return pair.pair().second();
    }

    String firstIdentity() {
        return pair.first().identity();
    }

    String secondIdentity() {
        return pair.second().identity();
    }

    OptionalInt firstAge() {
        return pair.first().age();
    }

    OptionalInt secondAge() {
        return pair.second().age();
    }

    OptionalInt gap() {
        return pair.gap();
    }

    /** What the filter looks at. */
    String searched() {
        return firstIdentity()
                + " "
                + secondIdentity()
                + " "
                + first().shortName()
                + " "
                + second().shortName();
    }
}
