package dev.interproto.dataset.pairs;

import dev.interproto.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a list of pairs was made, kept beside it as {@code NAME.json}: what it takes to make it
 * again. The list itself is in the official format, which knows no comments.
 *
 * @param formatVersion 1
 * @param kind of {@link PairRule#kind}
 * @param childAge of a child-adult rule, years
 * @param gap of a child-adult rule, years
 * @param perIdentity genuine pairs of one identity; empty where there is no limit
 * @param seed of what was drawn
 * @param dataset its name
 * @param root its folder
 * @param fingerprint of the images the pairs were made from, see {@link
 *     dev.interproto.dataset.DatasetFingerprint}
 * @param images how many there were
 * @param identities how many there were
 * @param identityList the file of identities that the pairs were limited to
 * @param genuine pairs of one identity
 * @param impostor pairs of two identities
 * @param foldSizes pairs in each fold, which follow one another; empty where there are none
 * @param sha256 of the list, so that folds are not read into another one
 */
public record PairRecipe(
        int formatVersion,
        String kind,
        OptionalInt childAge,
        OptionalInt gap,
        OptionalInt perIdentity,
        long seed,
        String dataset,
        String root,
        String fingerprint,
        int images,
        int identities,
        Optional<String> identityList,
        int genuine,
        int impostor,
        List<Integer> foldSizes,
        String sha256) {
    /** The format this program writes. */
    public static final int FORMAT_VERSION = 1;

    public PairRecipe {
        childAge = childAge == null ? OptionalInt.empty() : childAge;
        gap = gap == null ? OptionalInt.empty() : gap;
        perIdentity = perIdentity == null ? OptionalInt.empty() : perIdentity;
        identityList = identityList == null ? Optional.empty() : identityList;
        foldSizes = foldSizes == null ? List.of() : List.copyOf(foldSizes);
    }

    /** Where the recipe of a list lies. */
    public static Path fileOf(Path list) {
        String name = list.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return list.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".json");
    }

    /** The recipe beside a list; empty where there is none, or the file there is none. */
    public static Optional<PairRecipe> beside(Path list) {
        Path file = fileOf(list);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            PairRecipe recipe = Json.mapper().readValue(file.toFile(), PairRecipe.class);
            return Optional.ofNullable(recipe).filter(r -> r.kind() != null && r.sha256() != null);
        } catch (IOException e) {
            // Some other program's file of that name.
            return Optional.empty();
        }
    }
}
