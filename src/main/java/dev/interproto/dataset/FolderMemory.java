package dev.interproto.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What is remembered of an earlier scan of the same folder, so that only the folders that changed
 * since are listed again. Called by one thread at a time, identities in the order of the dataset.
 */
public interface FolderMemory {
    /** Remembers nothing. */
    FolderMemory NONE =
            new FolderMemory() {
                @Override
                public Optional<IdentityListing> known(String identity, long modified) {
                    return Optional.empty();
                }

                @Override
                public void learned(String identity, long modified, IdentityListing listing) {}

                @Override
                public void finished() {}

                @Override
                public List<Problem> problems(AgeLabels ages) {
                    return ages.problems();
                }
            };

    /**
     * The images of an identity's folder, if they are known and the folder has not changed.
     *
     * @param modified when the folder was last changed, milliseconds since 1970
     */
    Optional<IdentityListing> known(String identity, long modified);

    /**
     * Takes in what a folder holds now.
     *
     * @param modified when the folder had last been changed before it was listed
     */
    void learned(String identity, long modified, IdentityListing listing);

    /** All folders have been asked for or learned: any others are gone. */
    void finished();

    /** The problems of the age labels, which may be remembered too. */
    List<Problem> problems(AgeLabels ages);
}
