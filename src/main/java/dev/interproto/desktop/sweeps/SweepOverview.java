package dev.interproto.desktop.sweeps;

/**
 * A sweep as the list shows it.
 *
 * @param problem why it cannot be shown; empty where it can
 */
record SweepOverview(
        String name, int finished, int failed, int cells, boolean paused, String problem) {}
