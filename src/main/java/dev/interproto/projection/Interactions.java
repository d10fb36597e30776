package dev.interproto.projection;

/** Weighted points that push others away. */
final class Interactions {
    final float[] x;
    final float[] y;
    final float[] weight;
    int size;

    /** Where the points of the leaf itself begin. */
    int own;

    Interactions(int capacity) {
        x = new float[capacity];
        y = new float[capacity];
        weight = new float[capacity];
    }

    void clear() {
        size = 0;
    }

    void add(float atX, float atY, float heavy) {
        x[size] = atX;
        y[size] = atY;
        weight[size++] = heavy;
    }
}
