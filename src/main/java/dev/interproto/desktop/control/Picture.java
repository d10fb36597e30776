package dev.interproto.desktop.control;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import java.nio.file.Path;

/** Where a thumbnail's image comes from; equal sources share one cached thumbnail. */
public sealed interface Picture {

    /** One image of a dataset. */
    record OfSample(FaceDataset dataset, int sample) implements Picture {}

    /** An image wherever it lies. */
    record Located(ImageLocation location) implements Picture {
        /** An image file. */
        public Located(Path file) {
            this(ImageLocation.of(file));
        }
    }
}
