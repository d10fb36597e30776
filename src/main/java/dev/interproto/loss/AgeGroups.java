package dev.interproto.loss;

/**
 * Ages in groups, numbered from 0.
 *
 * @param oldest the highest age of each group but the last, ascending
 */
record AgeGroups(int... oldest) {

    /** The group of an age in years; −1 for an unknown one, which is negative. */
    int of(int age) {
        if (age < 0) {
            return -1;
        }
        int group = 0;
        while (group < oldest.length && age > oldest[group]) {
            group++;
        }
        return group;
    }
}
