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
     *     device or precision cannot be had
     */
    static FaceEmbedder open(
            Checkpoint checkpoint, RunFolder run, String device, String precision) {
        return FaceNetworks.embedder(checkpoint, name(checkpoint, run), device, precision);
    }

    /** For a person: the run, and how far the checkpoint had come. */
    static String name(Checkpoint checkpoint, RunFolder run) {
        int epochs = checkpoint.facts().epoch();
        return run.name() + ", " + (epochs == 1 ? "1 epoch" : epochs + " epochs");
    }
}
