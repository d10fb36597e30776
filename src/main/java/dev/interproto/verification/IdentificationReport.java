package dev.interproto.verification;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a child is found among adults: closed-set identification, so that every query's
 * identity is in the gallery. All images of adults are in the gallery; an identity is as similar to
 * a query as the most similar of its images, and one that is as similar as the true one counts as
 * before it.
 *
 * @param dataset its name
 * @param childAge ages below it are a child's
 * @param gap years by which a gallery image must be older to count for a query; 0 for any
 * @param queries children's images
 * @param queryIdentities whose they are
 * @param withoutMate children's images left out because no image of theirs in the gallery counts
 * @param galleryImages all of them
 * @param galleryIdentities all of them
 * @param distractorImages those of further people
 * @param distractorIdentities further people
 * @param unaged the dataset's images without an age: in the gallery as adults', or left out where
 *     there is a gap
 * @param unreadable images left out because they cannot be read
 * @param ranks rates at ranks 1, 5 and 10
 * @param cmc cumulative match characteristic: the rate at each rank from 1, at most {@link
 *     #LONGEST_CURVE}
 * @param chance what guessing would give at each of these ranks
 * @param draws of the bootstrap
 * @param cautions sentences a reader must see beside the figures
 */
public record IdentificationReport(
        String dataset,
        int childAge,
        int gap,
        int queries,
        int queryIdentities,
        int withoutMate,
        int galleryImages,
        int galleryIdentities,
        int distractorImages,
        int distractorIdentities,
        int unaged,
        int unreadable,
        List<RankRate> ranks,
        List<Double> cmc,
        List<Double> chance,
        int draws,
        List<String> cautions) {
    /** The highest rank of the curve. */
    public static final int LONGEST_CURVE = 100;

    /** The ranks with intervals. */
    public static final List<Integer> RANKS = List.of(1, 5, 10);

    public IdentificationReport {
        ranks = List.copyOf(ranks);
        cmc = List.copyOf(cmc);
        chance = List.copyOf(chance);
        cautions = List.copyOf(cautions);
    }

    /** The same figures with a further sentence to be seen beside them, as the first. */
    public IdentificationReport withCaution(String caution) {
        List<String> all = new ArrayList<>(List.of(caution));
        all.addAll(cautions);
        return new IdentificationReport(
                dataset,
                childAge,
                gap,
                queries,
                queryIdentities,
                withoutMate,
                galleryImages,
                galleryIdentities,
                distractorImages,
                distractorIdentities,
                unaged,
                unreadable,
                ranks,
                cmc,
                chance,
                draws,
                all);
    }
}
