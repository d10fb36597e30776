package dev.interproto.dataset.layout;

import dev.interproto.dataset.ImageFormats;
import dev.interproto.dataset.NaturalOrder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a folder is, from a listing of it and a glance into some of its folders: never more than
 * some hundred small reads, however large the dataset.
 *
 * @param layout what it is
 * @param folders its folders, hidden ones left out, in natural order
 * @param imageNames names of images in it, the first {@link #NAMES} of them
 * @param files its other files
 */
record FolderLook(Layout layout, List<Path> folders, List<String> imageNames, List<Path> files) {
    /** Image names looked at in one folder. */
    static final int NAMES = 200;

    /** Other files taken note of in one folder: some collections keep one beside each image. */
    private static final int FILES = 500;

    /** Folders looked into; a dataset shows at once. */
    private static final int LOOKED_INTO = 100;

    /** Folders looked into to see whether a folder's folder is a dataset. */
    private static final int GLANCE = 5;

    /** LAG's folder of an identity's young images. */
    static final String YOUNG = "y";

    private static final Comparator<Path> BY_NAME =
            Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE);

    /** What a folder can be. */
    sealed interface Layout {
        /** One folder an identity. */
        record Identities() implements Layout {}

        /** As above, with a folder {@code y} of young images in each: the LAG dataset. */
        record Lag() implements Layout {}

        /** A flat collection that is known by its file names. */
        record Flat(FlatNaming naming) implements Layout {}

        /** Images of which nothing says whom they show. */
        record Photographs() implements Layout {}

        /** No dataset itself; its folders may hold some. */
        record Other() implements Layout {}
    }

    /**
     * Looks at a folder; one that may not be read is an empty one.
     *
     * @throws IOException where the folder vanishes meanwhile, or its disk fails
     */
    static FolderLook at(Path folder) throws IOException {
        FolderLook raw = list(folder, NAMES, Integer.MAX_VALUE);
        return new FolderLook(layoutOf(raw), raw.folders(), raw.imageNames(), raw.files());
    }

    /** As {@link #at}, without asking of each of ten thousand entries whether it is a folder. */
    static Layout layoutAt(Path folder) throws IOException {
        return layoutOf(list(folder, NAMES, LOOKED_INTO));
    }

    private static Layout layoutOf(FolderLook raw) throws IOException {
        Optional<FlatNaming> naming = FlatNaming.of(raw.imageNames());
        int identities = 0;
        int young = 0;
        int sets = 0;
        for (Path child : raw.folders().subList(0, Math.min(LOOKED_INTO, raw.folders().size()))) {
            FolderLook inChild = list(child, NAMES, Integer.MAX_VALUE);
            if (inChild.imageNames().isEmpty() || FlatNaming.of(inChild.imageNames()).isPresent()) {
                sets += inChild.isSet() ? 1 : 0;
                continue;
            }
            identities++;
            young += hasYoung(inChild) ? 1 : 0;
        }
        if (naming.isPresent() && identities < 2) {
            return new Layout.Flat(naming.get());
        }
        if (identities >= 2 && identities > sets) {
            // Else they are folders of photographs beside whole datasets.
            return 2 * young >= identities ? new Layout.Lag() : new Layout.Identities();
        }
        return raw.imageNames().isEmpty() ? new Layout.Other() : new Layout.Photographs();
    }

    /** Whether it is a flat collection, or several of its first folders hold images. */
    private boolean isSet() throws IOException {
        int holding = imageNames.isEmpty() ? 0 : 2;
        for (Path child : folders.subList(0, Math.min(GLANCE, folders.size()))) {
            holding += list(child, 1, GLANCE).imageNames().isEmpty() ? 0 : 1;
        }
        return holding >= 2;
    }

    private static boolean hasYoung(FolderLook identity) throws IOException {
        for (Path folder : identity.folders()) {
            if (isYoung(folder)) {
                return !list(folder, 1, GLANCE).imageNames().isEmpty();
            }
        }
        return false;
    }

    static boolean isYoung(Path folder) {
        return folder.getFileName().toString().toLowerCase(Locale.ROOT).equals(YOUNG);
    }

    /** Lists a folder; of the folders in it only some first ones, in natural order. */
    private static FolderLook list(Path folder, int names, int mostFolders) throws IOException {
        NavigableSet<Path> folders = new TreeSet<>(BY_NAME);
        List<String> images = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isHidden(name) || ImageFormats.isUndecodable(name)) {
                    continue;
                }
                if (ImageFormats.isImageName(name)) {
                    if (images.size() < names) {
                        images.add(name);
                    }
                } else if (folders.size() == mostFolders
                        && BY_NAME.compare(entry, folders.last()) > 0) {
                    continue;
                } else if (Files.isDirectory(entry)) {
                    folders.add(entry);
                    if (folders.size() > mostFolders) {
                        folders.pollLast();
                    }
                } else if (files.size() < FILES) {
                    files.add(entry);
                }
            }
        } catch (java.nio.file.AccessDeniedException e) {
            return new FolderLook(new Layout.Other(), List.of(), List.of(), List.of());
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(BY_NAME);
        images.sort(NaturalOrder.INSTANCE);
        return new FolderLook(new Layout.Other(), List.copyOf(folders), images, files);
    }
}
