package dev.interproto.desktop.control;

import dev.interproto.dataset.FaceDataset;
import java.nio.file.Path;

/** Where a thumbnail's image comes from; equal sources share one cached thumbnail. */
public sealed interface Picture {

    /** One image of a dataset. */
    record OfSample(FaceDataset dataset, int sample) implements Picture {}

    /** An image file. */
    record OfFile(Path file) implements Picture {}
}
