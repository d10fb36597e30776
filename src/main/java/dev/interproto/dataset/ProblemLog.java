package dev.interproto.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects problems, but no more than a person could ever read: at millions of files a wrong folder
 * must not fill the memory with complaints. Not thread-safe.
 */
public final class ProblemLog {
    /** Far more than anyone reads, a megabyte or two at most. */
    static final int LIMIT = 10_000;

    private final List<Problem> problems = new ArrayList<>();
    private long left;

    public void add(String where, String what) {
        if (problems.size() < LIMIT) {
            problems.add(new Problem(where, what));
        } else {
            left++;
        }
    }

    public void addAll(List<Problem> others) {
        others.forEach(problem -> add(problem.where(), problem.what()));
    }

    /** The problems in order; where some were left off, a last one says how many. */
    public List<Problem> list(String where) {
        if (left == 0) {
            return List.copyOf(problems);
        }
        List<Problem> all = new ArrayList<>(problems);
        all.add(new Problem(where, left + " further problems are not listed."));
        return List.copyOf(all);
    }
}
