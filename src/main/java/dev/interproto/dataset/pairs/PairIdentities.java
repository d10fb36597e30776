package dev.interproto.dataset.pairs;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.dataset.layout.FlatNaming;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who is in the images of a list of pairs, told by the names of files and folders: a person's name
 * in the file name (FG-NET, AgeDB, MORPH, CACD), the folder an image lies in, or the topmost folder
 * below the one that holds all images, as in LAG, where {@code name/y} holds the child. A way of
 * naming counts only where it agrees with what the list says of its pairs.
 *
 * @param byImage the identity of each image that has one
 */
public record PairIdentities(Map<ImageLocation, String> byImage) {
    /** Share of the pairs that must agree; published lists hold a few wrong labels. */
    private static final double NEARLY_ALL = 0.98;

    public PairIdentities {
        byImage = Map.copyOf(byImage);
    }

    /** The identities of a list's images; empty where no names tell them. */
    public static Optional<PairIdentities> of(List<VerificationPair> pairs) {
        List<Function<ImageLocation, Optional<String>>> ways = new ArrayList<>();
        for (FlatNaming naming : FlatNaming.values()) {
            if (naming.namesPersons()) {
                ways.add(image -> naming.key(image.name()));
            }
        }
        ways.add(PairIdentities::folder);
        int depth = commonDepth(pairs);
        ways.add(image -> belowCommon(image, depth));
        return ways.stream()
                .filter(way -> agrees(way, pairs))
                .findFirst()
                .map(way -> new PairIdentities(named(way, pairs)));
    }

    private static Map<ImageLocation, String> named(
            Function<ImageLocation, Optional<String>> way, List<VerificationPair> pairs) {
        Map<ImageLocation, String> found = new HashMap<>();
        images(pairs).forEach(image -> way.apply(image).ifPresent(name -> found.put(image, name)));
        return found;
    }

    private static boolean agrees(
            Function<ImageLocation, Optional<String>> way, List<VerificationPair> pairs) {
        int wrong = 0;
        double allowed = (1 - NEARLY_ALL) * pairs.size();
        for (VerificationPair pair : pairs) {
            Optional<String> first = way.apply(pair.first());
            boolean right =
                    first.isPresent()
                            && way.apply(pair.second())
                                    .filter(second -> second.equals(first.get()) == pair.same())
                                    .isPresent();
            if (!right && ++wrong > allowed) {
                return false;
            }
        }
        return !pairs.isEmpty();
    }

    private static Stream<ImageLocation> images(List<VerificationPair> pairs) {
        return pairs.stream().flatMap(pair -> Stream.of(pair.first(), pair.second()));
    }

    private static Optional<String> folder(ImageLocation image) {
        return image.entry().isPresent()
                ? Optional.empty()
                : Optional.ofNullable(image.file().getParent())
                        .map(Path::getFileName)
                        .map(Path::toString);
    }

    /** How many folders all images lie in. */
    private static int commonDepth(List<VerificationPair> pairs) {
        Path common = null;
        int depth = 0;
        for (ImageLocation image : (Iterable<ImageLocation>) images(pairs)::iterator) {
            Path folder = image.file().getParent();
            if (folder == null) {
                return 0;
            }
            if (common == null) {
                common = folder;
                depth = folder.getNameCount();
            }
            depth = Math.min(depth, folder.getNameCount());
            while (depth > 0 && !common.subpath(0, depth).equals(folder.subpath(0, depth))) {
                depth--;
            }
        }
        return depth;
    }

    private static Optional<String> belowCommon(ImageLocation image, int depth) {
        return image.entry().isPresent() || image.file().getNameCount() < depth + 2
                ? Optional.empty()
                : Optional.of(image.file().getName(depth).toString());
    }
}
