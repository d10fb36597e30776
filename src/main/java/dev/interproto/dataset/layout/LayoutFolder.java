package dev.interproto.dataset.layout;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens folders that are not laid out as one plain folder an identity: LAG's with its young images
 * one folder deeper, and flat collections whose file names tell who is who (FG-NET, AgeDB, MORPH,
 * CACD).
 *
 * <p>LAG's young images carry no age: the dataset tells young from old, not years, and a number
 * made up here would decide who counts as a child. They keep their folder in their names ({@code
 * name/y/file}), and a problem says so.
 */
public final class LayoutFolder {
    /** Levels of folders that hold nothing but one folder; archives often nest so. */
    private static final int NESTED = 4;

    private LayoutFolder() {}

    /**
     * Opens a folder of another layout than one plain folder an identity.
     *
     * @return empty where the folder has no layout of its own: {@link FaceFolder} opens it, or says
     *     what is wrong
     * @throws UserFacingException where no image can be used, or the images lie flat and their
     *     names tell nobody's identity
     */
    public static Optional<FaceDataset> open(Path folder, AgeLabels ages, Progress progress) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try {
            FolderLook.Layout layout = FolderLook.layoutAt(root);
            if (layout instanceof FolderLook.Layout.Flat flat) {
                requirePersons(root, flat.naming());
                return Optional.of(
                        required(new CollectionScan(root, ages, progress).flat(flat.naming())));
            }
            return layout instanceof FolderLook.Layout.Lag
                    ? Optional.of(required(new CollectionScan(root, ages, progress).lag()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UserFacingException(
                    "The folder " + root + " cannot be read (" + e.getMessage() + ").",
                    "The dataset cannot be opened.",
                    "Check that you may read the folder and all folders in it.",
                    e);
        }
    }

    /**
     * The dataset folder that is meant by a folder: itself, or the one in it where it holds a
     * single folder (or a single flat collection) and no dataset of its own, and so on. For
     * archives, and for collections that keep their images in a folder beside others (FG-NET's
     * {@code images} and {@code points}).
     */
    public static Path within(Path folder) {
        Path at = folder;
        try {
            for (int level = 0; level < NESTED; level++) {
                if (!(FolderLook.layoutAt(at) instanceof FolderLook.Layout.Other)) {
                    return at;
                }
                FolderLook look = FolderLook.at(at);
                Path only = null;
                int promising = 0;
                for (Path child : look.folders()) {
                    FolderLook.Layout layout = FolderLook.layoutAt(child);
                    boolean isFlat = layout instanceof FolderLook.Layout.Flat;
                    if (isFlat || look.folders().size() == 1) {
                        only = child;
                        promising++;
                    }
                }
                // Images of one identity alone, in one folder, are a dataset of that identity.
                if (promising != 1
                        || FolderLook.layoutAt(only) instanceof FolderLook.Layout.Photographs) {
                    return at;
                }
                at = only;
            }
        } catch (IOException e) {
            // Opening says in its own words what is wrong.
            return folder;
        }
        return at;
    }

    private static FaceDataset required(FaceDataset dataset) {
        if (dataset.size() == 0) {
            throw new UserFacingException(
                    "None of the images in " + dataset.root() + " can be used.",
                    "The first: "
                            + dataset.problems().get(0).where()
                            + ": "
                            + dataset.problems().get(0).what(),
                    "Check that the files were copied completely, or choose another folder.");
        }
        return dataset;
    }

    private static void requirePersons(Path root, FlatNaming naming) {
        if (naming == FlatNaming.UTKFACE) {
            throw new UserFacingException(
                    "The images in " + root + " are named as UTKFace's.",
                    "UTKFace tells each person's age, but not who is who: no identity can be"
                            + " learned from it.",
                    "Choose a dataset with identities, such as FG-NET, AgeDB or MORPH.");
        }
        if (naming == FlatNaming.CACD_VS) {
            throw new UserFacingException(
                    "The images in " + root + " are named as the pairs of CACD-VS.",
                    "They are a test set: nothing says whom the images show beyond their pairs.",
                    "Use the folder as pair list and as images folder of a test set.");
        }
    }
}
