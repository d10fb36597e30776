package dev.interproto.verification;

import dev.interproto.dataset.ImageLocation;
import java.util.List;

/**
 * What became of a query.
 *
 * @param image of a child
 * @param identity whose it is
 * @param age of the child
 * @param rank of the true identity, from 1; ties count against it
 * @param similarity cosine with the most similar gallery image of the true identity, −1 to 1
 * @param mate that image
 * @param nearest the identities in front, the nearest first, at most five; the true one is among
 *     them where its rank is
 */
public record IdentifiedQuery(
        ImageLocation image,
        String identity,
        int age,
        int rank,
        double similarity,
        ImageLocation mate,
        List<Candidate> nearest) {
    public IdentifiedQuery {
        nearest = List.copyOf(nearest);
    }

    /**
     * An identity of the gallery.
     *
     * @param image its most similar one
     * @param similarity cosine of that with the query
     */
    public record Candidate(String identity, ImageLocation image, double similarity) {}
}
