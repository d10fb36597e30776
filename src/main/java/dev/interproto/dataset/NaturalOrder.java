package dev.interproto.dataset;

import java.util.Comparator;

/**
 * Orders names as a person would: runs of digits by their value ("2" before "10"), all else by
 * character code, independent of any locale. Names that differ only in leading zeros are ordered by
 * plain comparison, so the order is total.
 */
public final class NaturalOrder implements Comparator<String> {
    /** The only one. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = digitsEnd(a, i);
                int endB = digitsEnd(b, j);
                int order = compareNumbers(a, i, endA, b, j, endB);
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else {
                int order = Character.compare(a.charAt(i++), b.charAt(j++));
                if (order != 0) {
                    return order;
                }
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b);
    }

    /** By value without parsing, since a run of digits may be longer than any integer type. */
    private static int compareNumbers(String a, int i, int endA, String b, int j, int endB) {
        int startA = skipZeros(a, i, endA);
        int startB = skipZeros(b, j, endB);
        int order = Integer.compare(endA - startA, endB - startB);
        for (int k = 0; order == 0 && k < endA - startA; k++) {
            order = Character.compare(a.charAt(startA + k), b.charAt(startB + k));
        }
        return order;
    }

    private static int skipZeros(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int digitsEnd(String text, int start) {
        int i = start;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
