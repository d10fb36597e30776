package dev.interproto.dataset.layout;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageFormats;
import dev.interproto.dataset.NaturalOrder;
import dev.interproto.dataset.ProblemLog;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One pass over a collection that is not laid out as one plain folder an identity. */
final class CollectionScan {
    private static final int REPORT_EVERY = 512;

    private final Path root;
    private final AgeLabels ages;
    private final Progress progress;
    private final ProblemLog problems = new ProblemLog();

    /** Relative paths of the images of each identity, both in natural order. */
    private final Map<String, List<String>> images = new TreeMap<>(NaturalOrder.INSTANCE);

    CollectionScan(Path root, AgeLabels ages, Progress progress) {
        this.root = root;
        this.ages = ages;
        this.progress = progress;
    }

    /** A flat folder: the file names tell who is who. */
    FaceDataset flat(FlatNaming naming) throws IOException {
        int odd = 0;
        for (String name : imageNames(root)) {
            Optional<String> identity = naming.key(name);
            if (identity.isPresent()) {
                images.computeIfAbsent(identity.get(), k -> new ArrayList<>()).add(name);
            } else {
                odd++;
            }
        }
        if (odd > 0) {
            problems.add(
                    root.toString(),
                    "Images whose names do not follow "
                            + naming.label()
                            + " belong to no identity and are left out: "
                            + odd
                            + ".");
        }
        return dataset();
    }

    /** LAG: {@code name/*.png} grown up and {@code name/y/*.png} young. */
    FaceDataset lag() throws IOException {
        for (Path folder : FolderLook.at(root).folders()) {
            progress.checkCancelled();
            String identity = folder.getFileName().toString();
            List<String> paths = new ArrayList<>();
            imageNames(folder).forEach(name -> paths.add(identity + "/" + name));
            for (Path child : foldersIn(folder)) {
                String name = child.getFileName().toString();
                if (FolderLook.isYoung(child)) {
                    imageNames(child)
                            .forEach(image -> paths.add(identity + "/" + name + "/" + image));
                } else {
                    problems.add(
                            child.toString(), "A folder within an identity's folder is not read.");
                }
            }
            if (paths.isEmpty()) {
                problems.add(
                        folder.toString(), "The folder holds no image; the identity is left out.");
            } else {
                images.put(identity, paths);
            }
        }
        if (ages instanceof AgeLabels.None) {
            problems.add(
                    root.toString(),
                    "LAG says which images show a person young (those in the folders y), but no"
                            + " years: no image has an age, and no identity counts as a child. An"
                            + " age-label file would give them.");
        }
        return dataset();
    }

    private FaceDataset dataset() {
        int all = images.values().stream().mapToInt(List::size).sum();
        List<String> names = new ArrayList<>();
        int[] identityOf = new int[all];
        byte[] age = new byte[all];
        PathImageStore.Builder store = new PathImageStore.Builder();
        int count = 0;
        int looked = 0;
        for (Map.Entry<String, List<String>> identity : images.entrySet()) {
            int before = count;
            for (String path : identity.getValue()) {
                if (looked++ % REPORT_EVERY == 0) {
                    progress.checkCancelled();
                    progress.report((double) looked / all, looked + " of " + all + " images");
                }
                ImageFormats.Header header = ImageFormats.header(root.resolve(path));
                if (header.fault().isPresent()) {
                    problems.add(root.resolve(path).toString(), header.fault().get());
                    continue;
                }
                String file = path.substring(path.lastIndexOf('/') + 1);
                store.add(path, header.size());
                identityOf[count] = names.size();
                age[count] = (byte) ages.age(identity.getKey(), file).orElse(FaceDataset.NO_AGE);
                count++;
            }
            if (count > before) {
                names.add(identity.getKey());
            }
        }
        problems.addAll(ages.problems());
        return new FaceDataset(
                String.valueOf(root.getFileName()),
                root,
                names,
                Arrays.copyOf(identityOf, count),
                Arrays.copyOf(age, count),
                ages.source(),
                store.build(root),
                problems.list(root.toString()));
    }

    private List<String> imageNames(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isUndecodable(name)) {
                    problems.add(
                            entry.toString(),
                            "The name cannot be read under this system's language setting, so it"
                                    + " is left out.");
                } else if (ImageFormats.isImageName(name)) {
                    names.add(name);
                    if (names.size() % REPORT_EVERY == 0) {
                        progress.checkCancelled();
                    }
                }
            }
        } catch (java.nio.file.AccessDeniedException e) {
            problems.add(folder.toString(), "The folder cannot be read and is left out.");
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(NaturalOrder.INSTANCE);
        return names;
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        folder,
                        entry ->
                                !ImageFormats.isHidden(entry.getFileName().toString())
                                        && !ImageFormats.isImageName(entry.getFileName().toString())
                                        && Files.isDirectory(entry))) {
            entries.forEach(folders::add);
        } catch (java.nio.file.AccessDeniedException e) {
            return List.of();
        }
        return folders;
    }
}
