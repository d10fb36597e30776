package dev.interproto.workspace.job;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.ModelHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a model as an ONNX file that other programs can run. */
public final class ModelExportJob {
    private final ModelHome home;
    private final String checkpoint;
    private final Path out;

    /**
     * @param home a run, or a model of the shelf
     * @param checkpoint of a run: {@code last} or a file name in its checkpoints
     * @param out the file to write
     */
    public ModelExportJob(ModelHome home, String checkpoint, Path out) {
        this.home = home;
        this.checkpoint = checkpoint;
        this.out = out;
    }

    /**
     * Exports; a model that is an ONNX graph already is written as it came.
     *
     * @throws UserFacingException where the model is missing or damaged, or the file cannot be
     *     written
     */
    public void run(Progress progress) {
        EmbeddingModel model = EmbeddingModel.open(home, checkpoint, Optional.empty());
        progress.report(0, "Writing " + out.getFileName());
        try {
            if (model instanceof ShelvedModel shelved && shelved.weights().isEmpty()) {
                AtomicFiles.write(out, to -> Files.copy(shelved.folder().graphFile(), to));
            }
            progress.report(1, "Wrote " + out.getFileName());
        } catch (IOException e) {
            throw new UserFacingException(
                    out + " cannot be written (" + e.getMessage() + ").",
                    "Nothing was exported.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }
}
