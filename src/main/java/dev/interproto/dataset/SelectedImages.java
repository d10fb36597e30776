package dev.interproto.dataset;

import java.io.IOException;

/** Some of another store's images, numbered anew. */
final class SelectedImages implements ImageStore {
    private final ImageStore all;
    private final int[] selected;

    SelectedImages(ImageStore all, int[] selected) {
        this.all = all;
        this.selected = selected;
    }

    @Override
    public byte[] read(int sample) throws IOException {
        return all.read(selected[sample]);
    }

    @Override
    public String describe(int sample) {
        return all.describe(selected[sample]);
    }

    @Override
    public String relativeName(int sample) {
        return all.relativeName(selected[sample]);
    }

    @Override
    public ImageLocation location(int sample) {
        return all.location(selected[sample]);
    }

    @Override
    public long size(int sample) {
        return all.size(selected[sample]);
    }
}
