package dev.interproto.desktop.ages;

import javafx.collections.ObservableListBase;

/** The rows of the table: numbers of samples, boxed only while a row is on the screen. */
final class SampleRows extends ObservableListBase<Integer> {
    private final int[] samples;

    /**
     * @param samples not copied, and not to be changed
     */
    SampleRows(int[] samples) {
        this.samples = samples;
    }

    @Override
    public Integer get(int row) {
        return samples[row];
    }

    @Override
    public int size() {
        return samples.length;
    }

    int[] samples() {
        return samples;
    }
}
