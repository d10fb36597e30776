package dev.interproto.dataset;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * One pass over a dataset folder. Identities are listed on several threads, since the time goes
 * into waiting for the disk, and put together in their order. Folders that the memory knows are not
 * listed.
 */
final class FolderScan {
    /** Reads in flight: hides the latency of disks and network drives; more did not help. */
    private static final int THREADS = 4;

    /** Results asked for ahead of the one that is taken in. */
    private static final int AHEAD = 256;

    private static final int LOOKED_AT_TOGETHER = 64;

    private final Path root;
    private final AgeLabels ages;
    private final FolderMemory memory;
    private final Progress progress;
    private final ProblemLog problems = new ProblemLog();
    private final FolderColumns columns = new FolderColumns();
    private int taken;

    /** An entry of the root; without attributes where it leads nowhere. */
    private record Entry(String name, Optional<BasicFileAttributes> attributes) {
        static Entry of(Path path) {
            String name = path.getFileName().toString();
            try {
                return new Entry(
                        name, Optional.of(Files.readAttributes(path, BasicFileAttributes.class)));
            } catch (IOException e) {
                return new Entry(name, Optional.empty());
            }
        }

        boolean isFolder() {
            return attributes.map(BasicFileAttributes::isDirectory).orElse(false);
        }

        long modified() {
            return attributes.orElseThrow().lastModifiedTime().toMillis();
        }
    }

    /** An identity with what its folder holds. */
    private record Listed(Entry folder, IdentityListing listing, boolean isNew) {}

    FolderScan(Path root, AgeLabels ages, FolderMemory memory, Progress progress) {
        this.root = root;
        this.ages = ages;
        this.memory = memory;
        this.progress = progress;
    }

    FaceDataset run() throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread = new Thread(work, "dataset-scan");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            List<Entry> folders = identityFolders(threads);
            inOrder(
                    folders.stream().map(folder -> listing(folder, threads)).iterator(),
                    listed -> add(listed, folders.size()));
        } finally {
            threads.shutdownNow();
        }
        memory.finished();
        return dataset();
    }

    private List<Entry> identityFolders(ExecutorService threads) throws IOException {
        List<Entry> folders = new ArrayList<>();
        int[] strayImages = {0};
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            Iterator<Path> wanted =
                    StreamSupport.stream(entries.spliterator(), false)
                            .filter(this::isToBeLookedAt)
                            .iterator();
            inOrder(
                    looks(wanted, threads),
                    looked -> {
                        for (Entry entry : looked) {
                            if (entry.isFolder()) {
                                folders.add(entry);
                            } else if (ImageFormats.isImageName(entry.name())) {
                                strayImages[0]++;
                            }
                        }
                    });
        }
        if (strayImages[0] > 0) {
            problems.add(
                    root.toString(),
                    "Images beside the identities' folders belong to no identity and are left out: "
                            + strayImages[0]
                            + ".");
        }
        folders.sort(Comparator.comparing(Entry::name, NaturalOrder.INSTANCE));
        return folders;
    }

    /** Looks at some entries at a time: one look takes less than handing it to a thread. */
    private static Iterator<Future<List<Entry>>> looks(
            Iterator<Path> entries, ExecutorService threads) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Future<List<Entry>> next() {
                List<Path> some = new ArrayList<>(LOOKED_AT_TOGETHER);
                while (entries.hasNext() && some.size() < LOOKED_AT_TOGETHER) {
                    some.add(entries.next());
                }
                return threads.submit(() -> some.stream().map(Entry::of).toList());
            }
        };
    }

    private boolean isToBeLookedAt(Path entry) {
        String name = entry.getFileName().toString();
        if (!ImageFormats.isHidden(name) && ImageFormats.isUndecodable(name)) {
            problems.add(entry.toString(), ImageFormats.UNDECODABLE);
            return false;
        }
        return !ImageFormats.isHidden(name);
    }

    private Future<Listed> listing(Entry folder, ExecutorService threads) {
        return memory.known(folder.name(), folder.modified())
                .<Future<Listed>>map(
                        known ->
                                CompletableFuture.completedFuture(new Listed(folder, known, false)))
                .orElseGet(
                        () ->
                                threads.submit(
                                        () ->
                                                new Listed(
                                                        folder,
                                                        IdentityListing.read(
                                                                root, folder.name(), ages),
                                                        true)));
    }

    private void add(Listed listed, int folders) {
        String identity = listed.folder().name();
        if (listed.isNew()) {
            memory.learned(identity, listed.folder().modified(), listed.listing());
        }
        problems.addAll(listed.listing().problems());
        columns.add(identity, listed.listing());
        progress.report(
                ++taken / (double) folders,
                columns.identities() + " identities, " + columns.images() + " images");
    }

    private FaceDataset dataset() {
        problems.addAll(memory.problems(ages));
        if (columns.aged() == 0 && columns.images() > 0 && !(ages instanceof AgeLabels.None)) {
            problems.add(
                    ages.describe(),
                    "No image of " + root + " has an age in these labels: all count as adults.");
        }
        return columns.dataset(root, ages.source(), problems.list(root.toString()));
    }

    /** Takes results in one after the other while those behind them are being worked on. */
    private <T> void inOrder(Iterator<Future<T>> results, Consumer<T> taker) throws IOException {
        Deque<Future<T>> ahead = new ArrayDeque<>();
        while (results.hasNext() || !ahead.isEmpty()) {
            progress.checkCancelled();
            while (results.hasNext() && ahead.size() < AHEAD) {
                ahead.add(results.next());
            }
            taker.accept(await(ahead.remove()));
        }
    }

    private static <T> T await(Future<T> result) throws IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
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
