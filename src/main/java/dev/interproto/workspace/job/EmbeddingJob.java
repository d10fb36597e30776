package dev.interproto.workspace.job;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.container.LocatedImages;
import dev.interproto.face.ImageDecoder;
import dev.interproto.verification.EmbeddedImages;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.ImageEmbedding;
import dev.interproto.workspace.ModelHome;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Embeds every face of a folder with the network of a run or a shelf model, into a NumPy archive:
 * {@code embeddings}, float32 [N, D] of unit length, and {@code names}, the paths relative to the
 * folder.
 */
public final class EmbeddingJob {
    private final ModelHome model;
    private final String checkpoint;
    private final Path images;
    private final Path out;
    private final String device;
    private final String precision;

    /**
     * @param model a run, or a model of the shelf
     * @param checkpoint of a run: {@code last} or a file name in its checkpoints
     * @param images folder of aligned faces, searched at any depth; others are cropped to the
     *     middle square
     * @param out the archive
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     * @param precision {@code auto}, {@code float32} or {@code bfloat16}
     */
    public EmbeddingJob(
            ModelHome model,
            String checkpoint,
            Path images,
            Path out,
            String device,
            String precision) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.images = images;
        this.out = out;
        this.device = device;
        this.precision = precision;
    }

    /**
     * What was written.
     *
     * @param images embedded
     * @param dimension of an embedding
     * @param problems images left out, with the reason
     * @param file the archive
     */
    public record Result(int images, int dimension, List<Problem> problems, Path file) {}

    /**
     * Embeds.
     *
     * @throws UserFacingException where there are no images or the archive cannot be written
     */
    public Result run(Progress progress) {
        List<Path> files = imageFiles();
        EmbeddingModel opened = EmbeddingModel.open(model, checkpoint, Optional.empty());
        EmbeddedImages embedded;
        int dimension;
        try (FaceEmbedder embedder = opened.embedder(device, precision);
                LocatedImages located = new LocatedImages()) {
            dimension = embedder.dimension();
            embedded =
                    ImageEmbedding.embed(
                            files.stream().map(ImageLocation::of).toList(),
                            embedder,
                            located::face,
                            progress);
        }
        List<String> names = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        for (Path file : files) {
            float[] row = embedded.rows().get(ImageLocation.of(file));
            if (row != null) {
                names.add(images.relativize(file).toString().replace('\\', '/'));
                rows.add(row);
            }
        }
        List<Problem> problems = List.copyOf(embedded.unreadable().values());
        if (rows.isEmpty()) {
            throw new UserFacingException(
                    "None of the " + files.size() + " images of " + images + " can be read.",
                    "There is nothing to embed. The first: " + problems.get(0).what(),
                    "Check that the files are whole.");
        }
        write(rows, names, dimension);
        return new Result(rows.size(), dimension, problems, out);
    }

    private List<Path> imageFiles() {
        if (!Files.isDirectory(images)) {
            throw new UserFacingException(
                    "The folder " + images + " does not exist.",
                    "There are no images to embed.",
                    "Check the path.");
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(images, FileVisitOption.FOLLOW_LINKS)) {
            files =
                    walk.filter(ImageDecoder::isImageFile)
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UserFacingException(
                    "The folder " + images + " cannot be read (" + e.getMessage() + ").",
                    "There are no images to embed.",
                    "Check that you may read it and all folders in it.",
                    e);
        }
        if (files.isEmpty()) {
            throw new UserFacingException(
                    "The folder " + images + " holds no images.",
                    "There is nothing to embed.",
                    "Choose a folder with jpg, png, bmp or webp files, at any depth.");
        }
        return files;
    }

    private void write(List<float[]> rows, List<String> names, int dimension) {
        try {
            AtomicFiles.write(out, stream -> NumpyArchive.write(stream, rows, dimension, names));
        } catch (IOException e) {
            throw new UserFacingException(
                    out + " cannot be written (" + e.getMessage() + ").",
                    "The embeddings are lost.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }
}
