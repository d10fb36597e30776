package dev.interproto.workspace.sweep;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One sweep on disk: {@code <workspace>/sweeps/<name>/sweep.json} ({@link SweepPlan}) and {@code
 * queue.json} ({@link SweepQueue}). Its cells are ordinary runs of the workspace. Copied with the
 * workspace, it goes on elsewhere: paths below the workspace are kept relative. Nothing is held
 * open or cached; several processes may work on one sweep.
 *
 * @param path the sweep's folder; its name is the sweep's
 */
public record SweepFolder(Workspace workspace, Path path) {
    private static final String PLAN = "sweep.json";
    private static final long RETRY_NANOS = 5_000_000;

    /** So that its runs' names have room for the rest. */
    private static final int LONGEST_NAME = 24;

    /** Where a workspace's sweeps lie. */
    public static Path home(Workspace workspace) {
        return workspace.root().resolve("sweeps");
    }

    /** All sweeps of a workspace, by name. */
    public static List<SweepFolder> list(Workspace workspace) {
        try (Stream<Path> folders = Files.list(home(workspace))) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(PLAN)))
                    .sorted()
                    .map(folder -> new SweepFolder(workspace, folder))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The sweep of that name.
     *
     * @throws UserFacingException when there is none; names those there are
     */
    public static SweepFolder open(Workspace workspace, String name) {
        return list(workspace).stream()
                .filter(sweep -> sweep.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> {
                            List<String> names =
                                    list(workspace).stream().map(SweepFolder::name).toList();
                            return new UserFacingException(
                                    "There is no sweep \""
                                            + name
                                            + "\" in "
                                            + workspace.root()
                                            + ".",
                                    names.isEmpty()
                                            ? "The workspace holds no sweeps yet."
                                            : "Its sweeps are: " + String.join(", ", names) + ".",
                                    "Name one of them, or make one with interproto sweep create.");
                        });
    }

    /**
     * Makes a sweep. Nothing is trained yet, but the plan is known to make sense.
     *
     * @param plan its relative paths are relative to the workspace or, where there is no such file
     *     there, to {@code beside}
     * @param beside folder of the plan's file
     * @throws UserFacingException where the name is taken or unusable, a dataset or start is not
     *     there, or the plan cannot be trained
     */
    public static SweepFolder create(Workspace workspace, SweepPlan plan, Path beside) {
        String name = plan.name();
        if (!Workspace.isRunName(name) || name.length() > LONGEST_NAME) {
            throw new UserFacingException(
                    "\"" + name + "\" cannot be the name of a sweep.",
                    "It becomes a folder and part of its runs' names: letters, digits, spaces and ."
                            + " _ - + = only, at most "
                            + LONGEST_NAME
                            + ", beginning with a letter, digit or _.",
                    "Choose another name.");
        }
        SweepFolder sweep = new SweepFolder(workspace, home(workspace).resolve(name));
        if (Files.exists(sweep.planFile())) {
            throw new UserFacingException(
                    "There is a sweep \"" + name + "\" already.",
                    "It would be lost.",
                    "Choose another name, or change " + sweep.planFile() + ".");
        }
        SweepPlan whole = new SweepPaths(workspace.root(), beside).settled(plan);
        whole = new StartBackbones(workspace).settled(whole);
        SweepCells.of(workspace.root(), whole);
        try {
            AtomicFiles.writeText(sweep.planFile(), Json.mapper().writeValueAsString(whole));
        } catch (IOException e) {
            throw cannotWrite(sweep.planFile(), e);
        }
        return sweep;
    }

    /**
     * The cells a plan would have.
     *
     * @throws UserFacingException where it cannot be trained
     */
    public static List<SweepCell> cellsOf(Workspace workspace, SweepPlan plan) {
        return SweepCells.of(workspace.root(), plan);
    }

    public String name() {
        return path.getFileName().toString();
    }

    public Path planFile() {
        return path.resolve(PLAN);
    }

    private Path queueFile() {
        return path.resolve("queue.json");
    }

    /**
     * What is to be trained.
     *
     * @throws UserFacingException where the file is missing or cannot be understood
     */
    public SweepPlan plan() {
        return SweepPlan.read(planFile());
    }

    /**
     * The cells in the plan's order.
     *
     * @throws UserFacingException where the plan cannot be read or makes no sense any more
     */
    public List<SweepCell> cells() {
        return SweepCells.of(workspace.root(), plan());
    }

    /**
     * The cells in the order in which they are trained, with where each stands now.
     *
     * @throws UserFacingException as {@link #cells}
     */
    public List<CellStatus> statuses() {
        SweepQueue queue = queue();
        return queue.sorted(cells()).stream()
                .map(cell -> CellStatus.of(cell, workspace, queue))
                .toList();
    }

    /**
     * The queue as it is.
     *
     * @throws UserFacingException where its file is damaged
     */
    public SweepQueue queue() {
        if (!Files.exists(queueFile())) {
            return SweepQueue.EMPTY;
        }
        try {
            return Json.mapper().readValue(queueFile().toFile(), SweepQueue.class);
        } catch (IOException e) {
            throw new UserFacingException(
                    queueFile() + " cannot be read (" + e.getMessage() + ").",
                    "The order of the cells is not known; what was trained is untouched.",
                    "Repair the file by hand, or remove it: the order begins anew.",
                    e);
        }
    }

    /** Whether anything more is to be begun; a cell in training goes on. */
    public void pause(boolean paused) {
        update(queue -> queue.withPaused(paused));
    }

    /** Puts cells in front, or at the end, in the order given. */
    public void move(Collection<String> names, boolean toTheEnd) {
        List<SweepCell> cells = cells();
        update(queue -> queue.moved(cells, names, toTheEnd));
    }

    /** Puts a cell before the one that is now before it, or after the next one. */
    public void shift(String name, int by) {
        List<SweepCell> cells = cells();
        update(
                queue -> {
                    List<String> names =
                            new java.util.ArrayList<>(
                                    queue.sorted(cells).stream().map(SweepCell::name).toList());
                    int at = names.indexOf(name);
                    int to = Math.max(0, Math.min(names.size() - 1, at + by));
                    if (at >= 0) {
                        names.add(to, names.remove(at));
                    }
                    return queue.withOrder(names);
                });
    }

    void failed(String cell, RunRecord.Failure failure) {
        update(queue -> queue.withFailure(cell, failure));
    }

    void begins(String cell) {
        if (queue().failures().containsKey(cell)) {
            update(queue -> queue.withoutFailure(cell));
        }
    }

    /** Reads, changes and writes the queue with nobody else in between. */
    private void update(UnaryOperator<SweepQueue> change) {
        try (FileChannel channel =
                        FileChannel.open(
                                path.resolve("queue.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            AtomicFiles.writeText(
                    queueFile(), Json.mapper().writeValueAsString(change.apply(queue())));
        } catch (IOException e) {
            throw cannotWrite(queueFile(), e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                // Another thread of this process, for the moment it takes to write a small file.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private static UserFacingException cannotWrite(Path file, IOException e) {
        return new UserFacingException(
                file + " cannot be written (" + e.getMessage() + ").",
                "The sweep stays as it was.",
                "Check the rights of the workspace and the space on its disk.",
                e);
    }
}
