package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.dataset.pairs.PairSurvey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Computes a {@link Breakdown}. */
final class BrokenDown {
    /** Finer for children, then as the method's authors tabulate ages. */
    private static final int[] YOUNGER = {0, 4, 7, 10, 13, 19, 26, 36, 46, 56, 66};

    private static final int[] GAP = {0, 5, 10, 20, 30, 40, 50, 60};

    private final List<ScoredPair> scored;
    private final PairSurvey people;
    private final double threshold;
    private final VerificationOptions options;
    private final List<Group> groups = new ArrayList<>();

    BrokenDown(
            List<ScoredPair> scored,
            PairSurvey people,
            double threshold,
            VerificationOptions options) {
        this.scored = scored;
        this.people = people;
        this.threshold = threshold;
        this.options = options;
    }

    /** Shares of one draw, NaN where there is nothing to share: right, TAR, FAR, AUC. */
    private static final int FIGURES = 4;

    private final class Group {
        private final BreakdownGroup.By by;
        private final String name;
        private final int[] members;
        private final WeightedScores scores;
        private final double[][] draws;
        private final int genuine;
        private final int impostor;

        Group(BreakdownGroup.By by, String name, int[] members, int draws) {
            this.by = by;
            this.name = name;
            this.members = members;
            this.scores =
                    WeightedScores.of(
                            Arrays.stream(members).mapToObj(scored::get).toList(),
                            new FoldAssignment(0, new int[members.length]),
                            List.of());
            this.draws = new double[FIGURES][draws];
            this.genuine =
                    (int) Arrays.stream(members).filter(i -> scored.get(i).pair().same()).count();
            this.impostor = members.length - genuine;
        }

        void draw(int draw, int[] weights) {
            double[] shares = shares(weights);
            for (int figure = 0; figure < FIGURES; figure++) {
                draws[figure][draw] = shares[figure];
            }
        }

        double[] shares(int[] weights) {
            long genuineDrawn = 0;
            long accepted = 0;
            long impostorDrawn = 0;
            long falseAccepts = 0;
            int[] own = new int[members.length];
            for (int i = 0; i < members.length; i++) {
                ScoredPair pair = scored.get(members[i]);
                int weight = weights[members[i]];
                own[i] = weight;
                int in = pair.acceptedAt(threshold) ? weight : 0;
                if (pair.pair().same()) {
                    genuineDrawn += weight;
                    accepted += in;
                } else {
                    impostorDrawn += weight;
                    falseAccepts += in;
                }
            }
            double tar = (double) accepted / genuineDrawn;
            double far = (double) falseAccepts / impostorDrawn;
            return new double[] {right(tar, far), tar, far, scores.figures(own).auc()};
        }

        /** In the group's shares of both kinds, whatever those of a draw. */
        private double right(double tar, double far) {
            double right =
                    (genuine == 0 ? 0 : genuine * tar) + (impostor == 0 ? 0 : impostor * (1 - far));
            return right / members.length;
        }

        BreakdownGroup done(int[] once) {
            double[] all = shares(once);
            return new BreakdownGroup(
                    by,
                    name,
                    genuine,
                    impostor,
                    share(all, 0).orElseThrow(),
                    share(all, 1),
                    share(all, 2),
                    share(all, 3));
        }

        private Optional<BreakdownGroup.Share> share(double[] all, int figure) {
            return Double.isNaN(all[figure])
                    ? Optional.empty()
                    : Optional.of(
                            new BreakdownGroup.Share(all[figure], Interval.of(draws[figure])));
        }
    }

    Optional<Breakdown> breakdown(Progress progress) {
        int aged = (int) people.pairs().stream().filter(pair -> pair.gap().isPresent()).count();
        if (aged == 0) {
            return Optional.empty();
        }
        int draws = Bootstrap.draws(options.draws(), scored.size());
        for (PairSurvey.Kind kind : PairSurvey.Kind.values()) {
            if (kind != PairSurvey.Kind.UNKNOWN) {
                add(
                        BreakdownGroup.By.KIND,
                        kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        i -> people.pairs().get(i).kind(people.childAge()) == kind,
                        draws);
            }
        }
        addYears(BreakdownGroup.By.YOUNGER, YOUNGER, i -> people.pairs().get(i).younger(), draws);
        addYears(BreakdownGroup.By.GAP, GAP, i -> people.pairs().get(i).gap(), draws);
        ResampledPairs pairs = ResampledPairs.of(scored.stream().map(ScoredPair::pair).toList());
        Bootstrap.run(
                draws,
                progress,
                draw -> {
                    int[] weights = pairs.weights(options.seed(), draw);
                    groups.forEach(group -> group.draw(draw, weights));
                });
        int[] once = new int[scored.size()];
        Arrays.fill(once, 1);
        return Optional.of(
                new Breakdown(
                        threshold,
                        people.childAge(),
                        scored.size(),
                        aged,
                        draws,
                        pairs.unit(),
                        groups.stream().map(group -> group.done(once)).toList()));
    }

    private void addYears(
            BreakdownGroup.By by, int[] starts, IntFunction<OptionalInt> years, int draws) {
        for (int bin = 0; bin < starts.length; bin++) {
            int from = starts[bin];
            boolean last = bin == starts.length - 1;
            int to = last ? Integer.MAX_VALUE : starts[bin + 1] - 1;
            add(
                    by,
                    last ? from + "+" : from + "-" + to,
                    i ->
                            years.apply(i).isPresent()
                                    && years.apply(i).getAsInt() >= from
                                    && years.apply(i).getAsInt() <= to,
                    draws);
        }
    }

    private void add(
            BreakdownGroup.By by, String name, java.util.function.IntPredicate belongs, int draws) {
        int[] members = IntStream.range(0, scored.size()).filter(belongs).toArray();
        if (members.length > 0) {
            groups.add(new Group(by, name, members, draws));
        }
    }
}
