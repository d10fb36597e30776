package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the identities of a folder, in their order, into the columns of a dataset. */
final class FolderColumns {
    private final List<String> identityNames = new ArrayList<>();
    private byte[] names = new byte[1 << 16];
    private int namesEnd;

    /** One more than the images: holds the end of the last name too. */
    private int[] nameStart = new int[1025];

    private int[] identityOf = new int[1024];
    private int[] sizes = new int[1024];
    private byte[] age = new byte[1024];
    private int count;
    private int aged;

    /** Takes an identity in; one without images is left out. */
    void add(String identity, IdentityListing listing) {
        int images = listing.count();
        if (images == 0) {
            return;
        }
        makeRoom(images, listing.names().length);
        System.arraycopy(listing.names(), 0, names, namesEnd, listing.names().length);
        for (int i = 0; i < images; i++) {
            nameStart[count] = namesEnd + listing.nameStart(i);
            identityOf[count] = identityNames.size();
            sizes[count] = listing.size(i);
            age[count] = listing.age(i);
            aged += age[count] == FaceDataset.NO_AGE ? 0 : 1;
            count++;
        }
        namesEnd += listing.names().length;
        identityNames.add(identity);
    }

    private void makeRoom(int images, int nameBytes) {
        if (namesEnd + nameBytes > names.length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, namesEnd + nameBytes));
        }
        if (count + images > sizes.length) {
            int length = Math.max(2 * sizes.length, count + images);
            nameStart = Arrays.copyOf(nameStart, length + 1);
            identityOf = Arrays.copyOf(identityOf, length);
            sizes = Arrays.copyOf(sizes, length);
            age = Arrays.copyOf(age, length);
        }
    }

    int identities() {
        return identityNames.size();
    }

    int images() {
        return count;
    }

    /** Images with an age. */
    int aged() {
        return aged;
    }

    FaceDataset dataset(Path root, AgeSource source, List<Problem> problems) {
        int[] starts = Arrays.copyOf(nameStart, count + 1);
        starts[count] = namesEnd;
        int[] identities = Arrays.copyOf(identityOf, count);
        ImageStore store =
                new FolderImageStore(
                        root,
                        List.copyOf(identityNames),
                        identities,
                        Arrays.copyOf(names, namesEnd),
                        starts,
                        Arrays.copyOf(sizes, count));
        return new FaceDataset(
                String.valueOf(root.getFileName()),
                root,
                identityNames,
                identities,
                Arrays.copyOf(age, count),
                source,
                store,
                problems);
    }
}
