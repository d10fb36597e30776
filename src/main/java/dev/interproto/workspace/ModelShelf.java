package dev.interproto.workspace;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.exchange.BackboneWeights;
import dev.interproto.network.exchange.ForeignModel;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.training.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models brought from elsewhere, a folder each in the workspace's {@code models/}. A model is
 * written aside and moved into its place whole, so that a reader sees all of it or nothing.
 */
public final class ModelShelf {
    private static final int MOST_NAMED = 12;

    private final Workspace workspace;

    public ModelShelf(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Everything on the shelf by name, damaged models included. */
    public List<ShelfEntry> entries() {
        return folders().stream().map(ModelShelf::entry).toList();
    }

    /** The models that can be used, by name. */
    public List<ShelfEntry.Model> models() {
        return entries().stream()
                .filter(ShelfEntry.Model.class::isInstance)
                .map(ShelfEntry.Model.class::cast)
                .toList();
    }

    private List<ModelFolder> folders() {
        try (Stream<Path> folders = Files.list(workspace.models())) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> Workspace.isRunName(folder.getFileName().toString()))
                    .map(ModelFolder::new)
                    .sorted(Comparator.comparing(ModelFolder::name))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShelfEntry entry(ModelFolder folder) {
        try {
            return new ShelfEntry.Model(folder, folder.record());
        } catch (UserFacingException e) {
            return new ShelfEntry.Damaged(folder, e);
        }
    }

    /** The folder of that name, where there is one; its model may be damaged. */
    public Optional<ModelFolder> find(String name) {
        return Workspace.isRunName(name) && Files.isDirectory(workspace.models().resolve(name))
                ? Optional.of(new ModelFolder(workspace.models().resolve(name)))
                : Optional.empty();
    }

    /**
     * The folder of that name.
     *
     * @throws UserFacingException when there is none; names those there are
     */
    public ModelFolder folder(String name) {
        return find(name).orElseThrow(() -> noSuchModel(name));
    }

    /**
     * The model of that name.
     *
     * @throws UserFacingException when there is none, or it is damaged
     */
    public ShelfEntry.Model model(String name) {
        ModelFolder folder = folder(name);
        return new ShelfEntry.Model(folder, folder.record());
    }

    private UserFacingException noSuchModel(String name) {
        List<ModelFolder> all = folders();
        String names =
                all.stream()
                        .limit(MOST_NAMED)
                        .map(ModelFolder::name)
                        .collect(Collectors.joining(", "));
        return new UserFacingException(
                "There is no model \"" + name + "\" in " + workspace.root() + ".",
                all.isEmpty()
                        ? "Its model shelf is empty yet."
                        : "Its models are: " + names + (all.size() > MOST_NAMED ? " …" : "") + ".",
                "Name one of them, or bring a model with: interproto model import FILE");
    }

    /**
     * The name a model gets from its file: {@code mobilefacenet} of {@code
     * mobilefacenet-symbol.json}, {@code mobilefacenet-0000.params} or {@code mobilefacenet.pth}.
     */
    public static String nameOf(Path file) {
        String stem =
                file.getFileName()
                        .toString()
                        .replaceFirst("(-symbol\\.json|-\\d{4}\\.params|\\.[^.]{1,8})$", "");
        String name = ModelHome.fileName(stem).replaceFirst("^[^\\p{L}\\p{N}]+", "");
        name = name.substring(0, Math.min(80, name.length())).replaceFirst("[. ]+$", "");
        return Workspace.isRunName(name) ? name : "model";
    }

    /** A name not taken yet: {@code wanted}, or {@code wanted-2}, {@code wanted-3} … */
    public String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; Files.exists(workspace.models().resolve(name)); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /**
     * Refuses a name that cannot be given to a new model.
     *
     * @param replace whether a model of the name may be there
     * @throws UserFacingException when it is no file name, or taken
     */
    public void requireName(String name, boolean replace) {
        if (!Workspace.isRunName(name)) {
            throw new UserFacingException(
                    "\"" + name + "\" cannot be the name of a model.",
                    "It becomes a folder: letters, digits, spaces and . _ - + = only, at most 80,"
                            + " beginning with a letter, digit or _.",
                    "Choose another name.");
        }
        if (!replace && find(name).isPresent()) {
            throw new UserFacingException(
                    "There is a model \"" + name + "\" already.",
                    "A new one would take its place and leave its evaluations without a model.",
                    "Choose another name, or replace it with --replace.");
        }
    }

    /**
     * Puts a model on the shelf.
     *
     * @param name its name
     * @param model as it was read
     * @param source the file it was read from
     * @param replace whether a model of that name goes to the trash first
     * @throws UserFacingException when the name cannot be given or the disk will not take it;
     *     nothing is changed then
     */
    public ShelfEntry.Model add(
            String name, ForeignModel model, ModelRecord.Source source, boolean replace) {
        requireName(name, replace);
        ModelRecord record = record(name, model, source);
        ModelFolder target = new ModelFolder(workspace.models().resolve(name));
        ModelFolder aside =
                new ModelFolder(
                        workspace.models().resolve("." + name + "." + UUID.randomUUID() + ".part"));
        try {
            write(aside, model, record);
            if (replace) {
                find(name).ifPresent(this::remove);
            }
            Files.move(aside.path(), target.path());
        } catch (IOException e) {
            throw new UserFacingException(
                    target.path() + " cannot be written (" + Workspace.reason(e) + ").",
                    "The model was not put on the shelf.",
                    "Check the rights of the workspace and the space on its disk.",
                    e);
        } finally {
            discard(aside);
        }
        return new ShelfEntry.Model(target, record);
    }

    private static void write(ModelFolder folder, ForeignModel model, ModelRecord record)
            throws IOException {
        Files.createDirectories(folder.path());
        if (model instanceof BackboneWeights weights) {
            AtomicFiles.write(folder.weightsFile(), out -> WeightsFile.write(out, weights));
        } else if (model instanceof GraphModel graph) {
            AtomicFiles.write(folder.graphFile(), out -> out.write(graph.onnx()));
        }
        AtomicFiles.writeText(folder.recordFile(), Json.mapper().writeValueAsString(record));
    }

    /** What was left of a model that could not be moved into its place. */
    private static void discard(ModelFolder aside) {
        try {
            Files.deleteIfExists(aside.recordFile());
            Files.deleteIfExists(aside.weightsFile());
            Files.deleteIfExists(aside.graphFile());
            Files.deleteIfExists(aside.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelRecord record(String name, ForeignModel model, ModelRecord.Source source) {
        Optional<BackboneWeights> weights =
                model instanceof BackboneWeights w ? Optional.of(w) : Optional.empty();
        Preprocessing preprocessing =
                model instanceof GraphModel graph ? graph.preprocessing() : Preprocessing.STANDARD;
        return new ModelRecord(
                ModelRecord.FORMAT_VERSION,
                name,
                weights.isPresent() ? ModelKind.BACKBONE : ModelKind.ONNX,
                weights.map(w -> w.backbone().id()),
                model.embeddingSize(),
                preprocessing,
                weights.flatMap(BackboneWeights::head)
                        .map(head -> head.length / model.embeddingSize())
                        .orElse(0),
                model.format(),
                source,
                Instant.now());
    }

    /**
     * Moves a model with its evaluations to the trash, from where it can be restored.
     *
     * @throws UserFacingException when it cannot be moved
     */
    public TrashedModel remove(ModelFolder folder) {
        Path target =
                workspace.trash().resolve("models").resolve(workspace.trashName(folder.name()));
        workspace.move(folder.path(), target);
        return new TrashedModel(folder.name(), target);
    }

    /** Brings a removed model back, under a free name where its own is taken by now. */
    public ModelFolder restore(TrashedModel trashed) {
        Path target = workspace.models().resolve(freeName(trashed.name()));
        workspace.move(trashed.folder(), target);
        return new ModelFolder(target);
    }
}
