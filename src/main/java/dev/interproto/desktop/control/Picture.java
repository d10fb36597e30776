package dev.interproto.desktop.control;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import java.nio.file.Path;

/** Where a thumbnail's image comes from; equal sources share one cached thumbnail. */
public sealed interface Picture {

    /** One image of a dataset. */
    record OfSample(FaceDataset dataset, int sample) implements Picture {

        /** The same image stays the same when its dataset gets other ages. */
        @Override
        public boolean equals(Object other) {
            return other instanceof OfSample that
                    && dataset.images() == that.dataset.images()
                    && sample == that.sample;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(dataset.images()) + sample;
        }
    }

    /** An image wherever it lies. */
    record Located(ImageLocation location) implements Picture {
        /** An image file. */
        public Located(Path file) {
            this(ImageLocation.of(file));
        }
    }
}
