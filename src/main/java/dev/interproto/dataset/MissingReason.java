package dev.interproto.dataset;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Why a pair of a list is missing; the words are part of the problem that is listed for it. */
public enum MissingReason {
    /** The list's file names were cut at a blank. */
    CUT_OFF("The file names are cut off at a space"),
    /** Several images could be meant. */
    AMBIGUOUS("several images fit"),
    /** An image of that name is another person's. */
    ELSEWHERE("only an image of that name in another folder"),
    /** There is no such image. */
    ABSENT("no image of that name");

    private final String words;

    MissingReason(String words) {
        this.words = words;
    }

    /** For a person. */
    public String words() {
        return words;
    }

    /**
     * Counts the missing pairs of a list by reason; reasons without any are left out. Where the two
     * images of a pair are missing for two reasons, the first of this enumeration counts.
     */
    public static Map<MissingReason, Integer> count(List<Problem> missing) {
        Map<MissingReason, Integer> counts = new EnumMap<>(MissingReason.class);
        for (Problem problem : missing) {
            for (MissingReason reason : values()) {
                if (problem.what().contains(reason.words)) {
                    counts.merge(reason, 1, Integer::sum);
                    break;
                }
            }
        }
        return counts;
    }
}
