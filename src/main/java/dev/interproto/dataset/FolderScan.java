package dev.interproto.dataset;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One pass over a dataset folder. Identities are listed on several threads, since the time goes
 * into waiting for the disk, and put together in their order.
 */
final class FolderScan {
    /** Reads in flight: hides the latency of disks and network drives; more did not help. */
    private static final int THREADS = 4;

    private static final String UNDECODABLE =
            "The name cannot be read under this system's language setting, so it is left out; start"
                    + " the program with LC_ALL=C.UTF-8, or rename it.";

    /** Identities listed between two looks at the cancel flag. */
    private static final int CHUNK = 256;

    private final Path root;
    private final AgeLabels ages;
    private final Progress progress;
    private final ProblemLog problems = new ProblemLog();

    private final List<String> identityNames = new ArrayList<>();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream(1 << 16);
    private int[] nameStart = new int[1024];
    private int[] identityOf = new int[1024];
    private int[] sizes = new int[1024];
    private byte[] age = new byte[1024];
    private int count;
    private int aged;

    /** What one identity's folder holds. */
    private record Listing(List<String> files, int[] sizes, List<Problem> problems) {}

    FolderScan(Path root, AgeLabels ages, Progress progress) {
        this.root = root;
        this.ages = ages;
        this.progress = progress;
    }

    FaceDataset run() throws IOException {
        List<String> folders = identityFolders();
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread = new Thread(work, "dataset-scan");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            for (int from = 0; from < folders.size(); from += CHUNK) {
                progress.checkCancelled();
                List<String> chunk = folders.subList(from, Math.min(from + CHUNK, folders.size()));
                List<Future<Listing>> listings = new ArrayList<>();
                chunk.forEach(name -> listings.add(threads.submit(() -> list(name))));
                for (int i = 0; i < chunk.size(); i++) {
                    progress.checkCancelled();
                    add(chunk.get(i), await(listings.get(i)));
                    progress.report(
                            (from + i + 1.0) / folders.size(),
                            identityNames.size() + " identities, " + count + " images");
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return dataset();
    }

    private FaceDataset dataset() {
        problems.addAll(ages.problems());
        if (aged == 0 && count > 0 && !(ages instanceof AgeLabels.None)) {
            problems.add(
                    ages.describe(),
                    "No image of " + root + " has an age in these labels: all count as adults.");
        }
        int[] starts = Arrays.copyOf(nameStart, count + 1);
        starts[count] = names.size();
        int[] identities = Arrays.copyOf(identityOf, count);
        ImageStore store =
                new FolderImageStore(
                        root,
                        List.copyOf(identityNames),
                        identities,
                        names.toByteArray(),
                        starts,
                        Arrays.copyOf(sizes, count));
        return new FaceDataset(
                String.valueOf(root.getFileName()),
                root,
                identityNames,
                identities,
                Arrays.copyOf(age, count),
                ages.source(),
                store,
                problems.list(root.toString()));
    }

    private List<String> identityFolders() throws IOException {
        List<String> folders = new ArrayList<>();
        int strayImages = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                progress.checkCancelled();
                String name = entry.getFileName().toString();
                if (ImageFormats.isHidden(name)) {
                    continue;
                }
                if (ImageFormats.isUndecodable(name)) {
                    problems.add(entry.toString(), UNDECODABLE);
                } else if (Files.isDirectory(entry)) {
                    folders.add(name);
                } else if (ImageFormats.isImageName(name)) {
                    strayImages++;
                }
            }
        }
        if (strayImages > 0) {
            problems.add(
                    root.toString(),
                    "Images beside the identities' folders belong to no identity and are left out: "
                            + strayImages
                            + ".");
        }
        folders.sort(NaturalOrder.INSTANCE);
        return folders;
    }

    private Listing list(String identity) throws IOException {
        Path folder = root.resolve(identity);
        List<String> files = new ArrayList<>();
        ProblemLog faults = new ProblemLog();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isUndecodable(name)) {
                    faults.add(entry.toString(), UNDECODABLE);
                } else if (ImageFormats.isImageName(name)) {
                    files.add(name);
                } else if (!ImageFormats.isHidden(name) && Files.isDirectory(entry)) {
                    faults.add(
                            entry.toString(), "A folder within an identity's folder is not read.");
                }
            }
        } catch (IOException e) {
            faults.add(folder.toString(), "The folder cannot be read; the identity is left out.");
            return new Listing(List.of(), new int[0], faults.list(folder.toString()));
        }
        files.sort(NaturalOrder.INSTANCE);
        List<String> kept = new ArrayList<>(files.size());
        int[] keptSizes = new int[files.size()];
        for (String file : files) {
            ImageFormats.Header header = ImageFormats.header(folder.resolve(file));
            if (header.fault().isPresent()) {
                faults.add(folder.resolve(file).toString(), header.fault().get());
            } else {
                keptSizes[kept.size()] = (int) Math.min(header.size(), Integer.MAX_VALUE);
                kept.add(file);
            }
        }
        if (kept.isEmpty()) {
            faults.add(
                    folder.toString(),
                    "The folder holds no readable image; the identity is left out.");
        }
        return new Listing(kept, keptSizes, faults.list(folder.toString()));
    }

    private void add(String identity, Listing listing) {
        problems.addAll(listing.problems());
        if (listing.files().isEmpty()) {
            return;
        }
        int number = identityNames.size();
        identityNames.add(identity);
        for (int i = 0; i < listing.files().size(); i++) {
            String file = listing.files().get(i);
            grow();
            nameStart[count] = names.size();
            names.writeBytes(file.getBytes(StandardCharsets.UTF_8));
            identityOf[count] = number;
            sizes[count] = listing.sizes()[i];
            int years = ages.age(identity, file).orElse(FaceDataset.NO_AGE);
            age[count] = (byte) years;
            aged += years >= 0 ? 1 : 0;
            count++;
        }
    }

    private void grow() {
        // One more than the images: nameStart also holds the end of the last name.
        if (count + 1 >= nameStart.length) {
            int length = nameStart.length * 2;
            nameStart = Arrays.copyOf(nameStart, length);
            identityOf = Arrays.copyOf(identityOf, length);
            sizes = Arrays.copyOf(sizes, length);
            age = Arrays.copyOf(age, length);
        }
    }

    private static Listing await(Future<Listing> listing) throws IOException {
        try {
            return listing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new dev.interproto.common.CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof UserFacingException known) {
                throw known;
            }
            throw new IllegalStateException("scan failed", e.getCause());
        }
    }
}
