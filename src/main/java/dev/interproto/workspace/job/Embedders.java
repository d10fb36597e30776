package dev.interproto.workspace.job;

import dev.interproto.training.Checkpoint;
import dev.interproto.training.FaceNetworks;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.workspace.RunFolder;

/** Embedders of a run's checkpoints. */
final class Embedders {
    private Embedders() {}

    /**
     * @throws dev.interproto.common.UserFacingException where the checkpoint is damaged or the
     *     device cannot be had
     */
    static FaceEmbedder open(Checkpoint checkpoint, RunFolder run, String device) {
        return FaceNetworks.embedder(checkpoint, name(checkpoint, run), device);
    }

    /** For a person: the run, and how far the checkpoint had come. */
    static String name(Checkpoint checkpoint, RunFolder run) {
        int epochs = checkpoint.facts().epoch();
        return run.name() + ", " + (epochs == 1 ? "1 epoch" : epochs + " epochs");
    }
}
