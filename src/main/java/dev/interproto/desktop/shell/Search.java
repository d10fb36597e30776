package dev.interproto.desktop.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Finds commands, datasets, runs and identities by any part of their words. FX thread only. */
public final class Search {
    private static final int MOST = 50;

    private record Ranked(SearchHit hit, int rank) {}

    private final List<Supplier<List<SearchHit>>> providers = new ArrayList<>();

    /** Adds a source of hits; asked each time the search opens, so it must answer at once. */
    public void register(Supplier<List<SearchHit>> provider) {
        providers.add(provider);
    }

    /**
     * Hits that hold every typed word, those that begin with the typed text first. Without text,
     * the first hits of each provider.
     */
    public List<SearchHit> find(String typed) {
        String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+");
        String start = String.join(" ", words);
        List<Ranked> found = new ArrayList<>();
        for (Supplier<List<SearchHit>> provider : providers) {
            for (SearchHit hit : provider.get()) {
                String text = (hit.text() + " " + hit.kind()).toLowerCase(Locale.ROOT);
                boolean all = true;
                for (String word : words) {
                    all &= text.contains(word);
                }
                if (all) {
                    int rank = text.startsWith(start) ? 0 : text.contains(" " + start) ? 1 : 2;
                    found.add(new Ranked(hit, rank));
                }
            }
        }
        found.sort(Comparator.comparingInt(Ranked::rank));
        return found.stream().limit(MOST).map(Ranked::hit).toList();
    }
}
