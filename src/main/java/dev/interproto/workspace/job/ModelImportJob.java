package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.exchange.BackboneWeights;
import dev.interproto.network.exchange.ForeignModel;
import dev.interproto.network.exchange.ForeignModels;
import dev.interproto.network.exchange.TorchHead;
import dev.interproto.network.exchange.TorchModels;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Reads a model file from elsewhere and puts the model on the shelf. */
public final class ModelImportJob {
    private static final int PIECE = 1 << 20;

    private final ModelShelf shelf;
    private final ModelImport request;
    private final Reader reader;

    /** Reads model files; tests give models that were never in one. */
    @FunctionalInterface
    interface Reader {
        ForeignModel read(Path file, Optional<Preprocessing> preprocessing);
    }

    public ModelImportJob(Workspace workspace, ModelImport request) {
        this(workspace, request, ForeignModels::read);
    }

    ModelImportJob(Workspace workspace, ModelImport request, Reader reader) {
        this.shelf = new ModelShelf(workspace);
        this.request = request;
        this.reader = reader;
    }

    /**
     * Imports.
     *
     * @throws UserFacingException where the name cannot be given, or the file is no model that can
     *     be used; nothing is changed then
     * @throws dev.interproto.common.CancelledException when cancelled before the shelf was written
     */
    public ShelfEntry.Model run(Progress progress) {
        String name = request.name().orElseGet(() -> ModelShelf.nameOf(request.file()));
        shelf.requireName(name, request.replace());
        String file = request.file().getFileName().toString();
        progress.report(0, "Reading " + file);
        String digest = digest(request.file(), progress.part(0, 0.2));
        ForeignModel model =
                withHead(reader.read(request.file(), request.preprocessing()), request);
        progress.checkCancelled();
        progress.report(0.7, "Writing the model " + name);
        ShelfEntry.Model added =
                shelf.add(name, model, new ModelRecord.Source(file, digest), request.replace());
        progress.report(1, "Imported " + name);
        return added;
    }

    private static ForeignModel withHead(ForeignModel model, ModelImport request) {
        if (request.head().isEmpty()) {
            return model;
        }
        Path file = request.head().get();
        if (!(model instanceof BackboneWeights weights)) {
            throw new UserFacingException(
                    request.file() + " is no backbone of ours, so prototypes cannot join it.",
                    "Nothing was imported.",
                    "Leave the head away.");
        }
        TorchHead head = TorchModels.readHead(file);
        if (head.embeddingSize() != weights.embeddingSize()) {
            throw new UserFacingException(
                    "The prototypes of "
                            + file
                            + " have "
                            + head.embeddingSize()
                            + " numbers, the model's embeddings "
                            + weights.embeddingSize()
                            + ".",
                    "They belong to another model. Nothing was imported.",
                    "Give the head that was trained with this backbone, or leave it away.");
        }
        return new BackboneWeights(
                weights.format(),
                weights.backbone(),
                weights.parameters(),
                Optional.of(head.prototypes()));
    }

    private static String digest(Path file, Progress progress) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            double size = Math.max(1, Files.size(file));
            byte[] piece = new byte[PIECE];
            long done = 0;
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                progress.checkCancelled();
                digest.update(piece, 0, read);
                done += read;
                progress.report(done / size, "Reading " + file.getFileName());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UserFacingException(
                    "The model file " + file + " cannot be read (" + e.getMessage() + ").",
                    "Nothing was imported.",
                    "Check the path, and that you may read the file.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
