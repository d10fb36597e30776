package dev.interproto.dataset.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What was written.
 *
 * @param folder all of it; the paths of the pair lists start here, so it is the "images" folder of
 *     an evaluation
 * @param train the training set, {@code <identity>/<image>}
 * @param ageLabels the ages of the training images, in MTLFace's format
 * @param test the test identities, none of them in the training set
 * @param largeGapPairs child–adult pairs twenty or more years apart
 * @param smallGapPairs child–adult pairs less than twenty years apart
 * @param photographs larger pictures with faces off the centre, by name
 * @param contactSheet some of the identities at all ages
 * @param trainImages how many
 * @param trainIdentities how many
 * @param childIdentities how many of them are child identities
 * @param testImages how many
 * @param pairs genuine pairs of each list, and as many impostor pairs
 * @param seconds it took
 */
public record DemoFacesReport(
        Path folder,
        Path train,
        Path ageLabels,
        Path test,
        Path largeGapPairs,
        Path smallGapPairs,
        List<Path> photographs,
        Path contactSheet,
        int trainImages,
        int trainIdentities,
        int childIdentities,
        int testImages,
        int pairs,
        double seconds) {
    public DemoFacesReport {
        photographs = List.copyOf(photographs);
    }

    /** Both pair lists, the large gap first. */
    public List<Path> pairLists() {
        return List.of(largeGapPairs, smallGapPairs);
    }
}
