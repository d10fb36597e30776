package dev.interproto.workspace;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which everything lies that the workbench makes: {@code runs/<name>/}, {@code
 * trash/}, {@code models/}, {@code datasets/} (generated faces), {@code datasets.json} (folders of
 * the person's own), {@code known/} (what is known about these) and {@code catalogue.sqlite} (an
 * index that can be rebuilt). Thread-safe; several processes may use one workspace.
 */
public final class Workspace {
    private static final Pattern RUN_NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._+=-]{0,79}(?<![. ])");
    private static final DateTimeFormatter TRASH_STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path root;
    private final Clock clock;
    private final KnownDatasets datasets;

    private Workspace(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        this.datasets = new KnownDatasets(root.resolve("datasets.json"));
    }

    /** {@code interproto} in the person's home folder. */
    public static Path defaultRoot() {
        return Path.of(System.getProperty("user.home"), "interproto");
    }

    /**
     * Opens a workspace; creates its folder where missing.
     *
     * @throws UserFacingException when {@code root} is a file or cannot be written
     */
    public static Workspace open(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserFacingException(
                    "The workspace " + folder + " is a file.",
                    "Runs, checkpoints and reports need a folder.",
                    "Choose a folder, or a new name.");
        }
        try {
            Files.createDirectories(folder.resolve("runs"));
            Files.delete(Files.createTempFile(folder, ".writable", ".probe"));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The workspace " + folder + " cannot be written (" + reason(e) + ").",
                    "Runs, checkpoints and reports could not be saved.",
                    "Choose another workspace folder, or change the rights of this one.",
                    e);
        }
        return new Workspace(folder, Clock.systemUTC());
    }

    /**
     * A workspace that need not be there nor be writable: nothing is created or checked, and only
     * what can do without is stored in it.
     */
    public static Workspace openToLookAt(Path root) {
        return new Workspace(root.toAbsolutePath().normalize(), Clock.systemUTC());
    }

    static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "no permission"
                : Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    public Path root() {
        return root;
    }

    /** The folder of run folders. */
    public Path runs() {
        return root.resolve("runs");
    }

    /** Where deleted runs lie until the person empties it. */
    public Path trash() {
        return root.resolve("trash");
    }

    /** Models brought from elsewhere. */
    public Path models() {
        return root.resolve("models");
    }

    /** Generated demo faces. */
    public Path generatedDatasets() {
        return root.resolve("datasets");
    }

    /**
     * Where the workspace keeps what it knows about a dataset that lies elsewhere: its index, ages
     * that were edited, images that were left out. Readable names, and no two datasets share one.
     *
     * @param data the dataset's folder or container
     */
    public Path datasetHome(Path data) {
        Path absolute = data.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName()).replaceAll("[^\\p{L}\\p{N}._-]", "_");
        String id =
                UUID.nameUUIDFromBytes(absolute.toString().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
        return root.resolve("known").resolve(name + "-" + id);
    }

    /** The ages of a dataset that were set or estimated here. */
    public DatasetAges ages(Path data) {
        return new DatasetAges(datasetHome(data));
    }

    /** What the demo writes. */
    public Path report() {
        return root.resolve("report");
    }

    /** The index over the run folders. */
    public Path catalogueFile() {
        return root.resolve("catalogue.sqlite");
    }

    /** The dataset folders it remembers. */
    public KnownDatasets datasets() {
        return datasets;
    }

    /** All run folders, by name; those without a {@code run.json} are not runs. */
    public List<RunFolder> runFolders() {
        try (Stream<Path> folders = Files.list(runs())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("run.json")))
                    .map(RunFolder::new)
                    .sorted(Comparator.comparing(RunFolder::name))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run of that name, where there is one. */
    public Optional<RunFolder> findRun(String name) {
        return RUN_NAME.matcher(name).matches()
                        && Files.isRegularFile(runs().resolve(name).resolve("run.json"))
                ? Optional.of(new RunFolder(runs().resolve(name)))
                : Optional.empty();
    }

    /**
     * The run of that name.
     *
     * @throws UserFacingException when there is none; names those there are
     */
    public RunFolder run(String name) {
        return findRun(name).orElseThrow(() -> noSuchRun(name));
    }

    private UserFacingException noSuchRun(String name) {
        List<String> names = runFolders().stream().map(RunFolder::name).toList();
        return new UserFacingException(
                "There is no run \"" + name + "\" in " + root + ".",
                names.isEmpty()
                        ? "The workspace holds no runs yet."
                        : "Its runs are: "
                                + String.join(", ", names.subList(0, Math.min(12, names.size())))
                                + (names.size() > 12 ? " …" : "")
                                + ".",
                "Name one of them, or another workspace with --workspace.");
    }

    /**
     * Makes the folder of a new run; its {@code run.json} is still to be written.
     *
     * @throws UserFacingException when the name is taken or no file name
     */
    public RunFolder createRun(String name) {
        checkRunName(name);
        if (findRun(name).isPresent()) {
            throw new UserFacingException(
                    "There is a run \"" + name + "\" already.",
                    "A new run would overwrite its checkpoints.",
                    "Choose another name, or continue that run with --resume.");
        }
        Path folder = runs().resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
        return new RunFolder(folder);
    }

    /** A name not taken yet: {@code wanted}, or {@code wanted-2}, {@code wanted-3} … */
    public String freeRunName(String wanted) {
        String name = wanted;
        for (int i = 2; Files.exists(runs().resolve(name)); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /**
     * Renames a run.
     *
     * @throws UserFacingException when it is being trained, or the new name is taken or unusable
     */
    public RunFolder rename(RunFolder run, String newName) {
        checkRunName(newName);
        refuseWhileTraining(run, "renamed");
        Path target = runs().resolve(newName);
        if (Files.exists(target)) {
            throw new UserFacingException(
                    "There is a run \"" + newName + "\" already.",
                    "The run \"" + run.name() + "\" keeps its name.",
                    "Choose another name.");
        }
        move(run.path(), target);
        return new RunFolder(target);
    }

    /**
     * Moves a run to the trash, from where it can be restored.
     *
     * @throws UserFacingException when it is being trained
     */
    public TrashedRun delete(RunFolder run) {
        refuseWhileTraining(run, "deleted");
        Instant now = clock.instant();
        Path target = trash().resolve(trashName(run.name(), now));
        move(run.path(), target);
        return new TrashedRun(run.name(), target, now);
    }

    private static String trashName(String name, Instant deleted) {
        return name + "~" + TRASH_STAMP.format(deleted);
    }

    /** What a folder deleted now is called in the trash. */
    String trashName(String name) {
        return trashName(name, clock.instant());
    }

    /** The deleted runs, newest first. */
    public List<TrashedRun> trashedRuns() {
        List<TrashedRun> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(trash())) {
            folders.forEach(folder -> parseTrashed(folder).ifPresent(found::add));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(TrashedRun::deleted).reversed());
        return found;
    }

    private static Optional<TrashedRun> parseTrashed(Path folder) {
        String text = folder.getFileName().toString();
        int cut = text.lastIndexOf('~');
        try {
            return cut < 1
                    ? Optional.empty()
                    : Optional.of(
                            new TrashedRun(
                                    text.substring(0, cut),
                                    folder,
                                    TRASH_STAMP.parse(text.substring(cut + 1), Instant::from)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Brings a deleted run back, under a free name where its own is taken by now. */
    public RunFolder restore(TrashedRun trashed) {
        Path target = runs().resolve(freeRunName(trashed.name()));
        move(trashed.folder(), target);
        return new RunFolder(target);
    }

    private void refuseWhileTraining(RunFolder run, String verb) {
        if (run.isBeingTrained()) {
            throw new UserFacingException(
                    "The run \"" + run.name() + "\" is being trained.",
                    "It cannot be " + verb + " while its files are written.",
                    "Stop it first.");
        }
    }

    void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (IOException e) {
            throw cannotWrite(to, e);
        }
    }

    private static void checkRunName(String name) {
        if (!RUN_NAME.matcher(name).matches()) {
            throw new UserFacingException(
                    "\"" + name + "\" cannot be the name of a run.",
                    "It becomes a folder: letters, digits, spaces and . _ - + = only, at most 80,"
                            + " beginning with a letter, digit or _.",
                    "Choose another name.");
        }
    }

    /** Whether a text can be the name of a run: it becomes a folder's name on any system. */
    public static boolean isRunName(String name) {
        return RUN_NAME.matcher(name).matches();
    }

    private static UserFacingException cannotWrite(Path path, IOException e) {
        return new UserFacingException(
                path + " cannot be written (" + reason(e) + ").",
                "Nothing was changed.",
                "Check the rights of the workspace and the space on its disk.",
                e);
    }
}
