package dev.interproto.verification;

import java.util.Optional;

/**
 * The share of queries whose true identity is among the nearest.
 *
 * @param rank how many of the nearest identities are looked at
 * @param rate the share, 0 to 1
 * @param interval 95 % bootstrap interval; the queries' identities are drawn, the gallery stays
 * @param chance the share that guessing would give, 0 to 1
 */
public record RankRate(int rank, double rate, Optional<Interval> interval, double chance) {
    public RankRate {
        interval = interval == null ? Optional.empty() : interval;
    }
}
