package dev.interproto.desktop.pairs;

import dev.interproto.dataset.MissingReason;
import dev.interproto.dataset.Problem;
import dev.interproto.desktop.control.FactList;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pairs of a list whose images are not there: how many for each reason, then line by line. */
final class MissingPairs {
    /** Lines shown; all of them are in the CSV of the command. */
    static final int LISTED = 100;

    private MissingPairs() {}

    static FactList of(List<Problem> missing, Messages messages) {
        FactList facts = new FactList();
        facts.section(messages.text("pairs.missing.reasons"), reasons(missing));
        facts.section(
                missing.size() > LISTED
                        ? messages.text("pairs.missing.first", LISTED)
                        : messages.text("pairs.missing.lines"),
                lines(missing));
        return facts;
    }

    /** The count by its reason, the reasons in words. */
    static Map<String, String> reasons(List<Problem> missing) {
        Map<String, String> reasons = new LinkedHashMap<>();
        MissingReason.count(missing)
                .forEach((reason, count) -> reasons.put(reason.words(), Formats.count(count)));
        return reasons;
    }

    private static Map<String, String> lines(List<Problem> missing) {
        Map<String, String> lines = new LinkedHashMap<>();
        missing.stream()
                .limit(LISTED)
                .forEach(problem -> lines.put(line(problem.where()), problem.what()));
        return lines;
    }

    /** The end of {@code list.txt line 12}. */
    private static String line(String where) {
        return where.substring(where.lastIndexOf(" line") + 1);
    }
}
