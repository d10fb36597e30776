package dev.interproto.desktop.verification;

import dev.interproto.dataset.ImageLocation;
import java.util.OptionalInt;

/**
 * A scored pair as the table shows it.
 *
 * @param number from 1, its place in the evaluation
 * @param genuine whether both images show one person
 * @param first an image
 * @param second an image
 * @param firstName folder and file, for a person
 * @param secondName likewise
 * @param firstAge years, where the file names carry ages
 * @param secondAge likewise
 * @param similarity cosine, −1 to 1
 */
record PairRow(
        int number,
        boolean genuine,
        ImageLocation first,
        ImageLocation second,
        String firstName,
        String secondName,
        OptionalInt firstAge,
        OptionalInt secondAge,
        double similarity) {

    boolean acceptedAt(double threshold) {
        return similarity >= threshold;
    }

    boolean rightAt(double threshold) {
        return acceptedAt(threshold) == genuine;
    }
}
