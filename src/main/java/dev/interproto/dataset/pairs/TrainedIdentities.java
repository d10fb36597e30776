package dev.interproto.dataset.pairs;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import dev.interproto.dataset.NaturalOrder;
import dev.interproto.dataset.PairList;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for identities of a test set that are trained on. */
public final class TrainedIdentities {
    private static final int REPORT_EVERY = 1 << 16;

    private TrainedIdentities() {}

    /**
     * The identities that a training set and a test set share. An image of the test set that lies
     * in the training set's folder belongs to the identity whose folder it is in, or whose sample
     * it is; one that lies elsewhere, to the identity that one of its two innermost folders is
     * named after, unless that name is a number: those mean other people in each dataset.
     *
     * @return names, sorted; empty where the test set is of other people, as far as names tell
     */
    public static List<String> shared(FaceDataset training, PairList list, Progress progress) {
        Set<String> names = new HashSet<>();
        for (int identity = 0; identity < training.identityCount(); identity++) {
            names.add(training.identityName(identity));
        }
        Path root = training.root().toAbsolutePath().normalize();
        Set<String> shared = new TreeSet<>(NaturalOrder.INSTANCE);
        Set<ImageLocation> unnamed = new HashSet<>();
        list.pairs().stream()
                .flatMap(pair -> java.util.stream.Stream.of(pair.first(), pair.second()))
                .distinct()
                .forEach(
                        image -> {
                            Path file = image.file().toAbsolutePath().normalize();
                            if (!file.startsWith(root)) {
                                addNamed(file, names, shared);
                            } else if (!addOwn(root, file, names, shared)) {
                                unnamed.add(new ImageLocation(file, image.entry()));
                            }
                        });
        if (!unnamed.isEmpty()) {
            addSamples(training, unnamed, shared, progress);
        }
        return List.copyOf(shared);
    }

    private static void addNamed(Path file, Set<String> names, Set<String> shared) {
        Path folder = file.getParent();
        for (int level = 0; level < 2 && folder != null; level++, folder = folder.getParent()) {
            String name = String.valueOf(folder.getFileName());
            if (names.contains(name) && !name.chars().allMatch(Character::isDigit)) {
                shared.add(name);
                return;
            }
        }
    }

    private static boolean addOwn(Path root, Path file, Set<String> names, Set<String> shared) {
        Path folder = file.getParent();
        for (; folder != null && !folder.equals(root); folder = folder.getParent()) {
            String name = root.relativize(folder).toString().replace('\\', '/');
            String own = folder.getFileName().toString();
            if (names.contains(name) || names.contains(own)) {
                shared.add(names.contains(name) ? name : own);
                return true;
            }
        }
        return false;
    }

    /** Flat folders and containers have no identity's folder: there the sample itself tells. */
    private static void addSamples(
            FaceDataset training,
            Set<ImageLocation> wanted,
            Set<String> shared,
            Progress progress) {
        ImageStore images = training.images();
        for (int sample = 0; sample < training.size(); sample++) {
            if (sample % REPORT_EVERY == 0) {
                progress.checkCancelled();
                progress.report((double) sample / training.size(), "Comparing with the test set");
            }
            ImageLocation location = images.location(sample);
            Path file = location.file().toAbsolutePath().normalize();
            if (wanted.contains(new ImageLocation(file, location.entry()))) {
                shared.add(training.identityName(training.identityOf(sample)));
            }
        }
    }
}
