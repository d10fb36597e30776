package dev.interproto.desktop.datasets;

import dev.interproto.dataset.FaceDataset;

/**
 * A tile of the identity grid.
 *
 * @param identity number in the dataset
 * @param child whether it is a child identity under the rule chosen now
 */
record IdentityItem(FaceDataset dataset, int identity, boolean child) {
    String name() {
        return dataset.identityName(identity);
    }

    int images() {
        return dataset.sampleCount(identity);
    }
}
