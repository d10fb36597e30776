package dev.interproto.workspace.job;

import dev.interproto.training.Checkpoint;
import dev.interproto.training.CheckpointStore;
import dev.interproto.training.FaceNetworks;
import dev.interproto.training.SavedWeights;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import java.util.Optional;

/** A checkpoint of a run as a model. */
record RunCheckpoint(RunFolder run, Checkpoint checkpoint) implements EmbeddingModel {

    @Override
    public ModelHome home() {
        return run;
    }

    @Override
    public String title() {
        int epochs = checkpoint.facts().epoch();
        return run.name() + ", " + (epochs == 1 ? "1 epoch" : epochs + " epochs");
    }

    @Override
    public String fileName() {
        return checkpoint.file().getFileName().toString();
    }

    @Override
    public boolean isBestOf(String testSet) {
        return checkpoint.file().equals(new CheckpointStore(run.checkpoints()).bestFile(testSet));
    }

    @Override
    public long step() {
        return checkpoint.facts().step();
    }

    @Override
    public int epochsDone() {
        return checkpoint.facts().epoch();
    }

    @Override
    public Optional<SavedWeights> weights() {
        return Optional.of(checkpoint);
    }

    @Override
    public Optional<IdentityVectors> prototypes() {
        boolean[] child = new boolean[checkpoint.facts().identities().size()];
        checkpoint.facts().childIdentities().forEach(identity -> child[identity] = true);
        return Optional.of(
                new IdentityVectors(
                        checkpoint.facts().identities(),
                        checkpoint.prototypes().normalised(),
                        child));
    }

    @Override
    public RunRecord.StartingPoint startingPoint() {
        return new RunRecord.StartingPoint(
                Optional.empty(),
                Optional.of(run.name()),
                Optional.of(fileName()),
                Optional.empty());
    }

    @Override
    public FaceEmbedder embedder(String device, String precision) {
        return FaceNetworks.embedder(checkpoint, title(), device, precision);
    }
}
