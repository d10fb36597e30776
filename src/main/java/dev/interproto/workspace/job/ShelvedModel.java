package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.Backbone;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.training.FaceNetworks;
import dev.interproto.training.SavedWeights;
import dev.interproto.training.WeightsFile;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.OnnxEmbedder;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.IntStream;

/** A model of the shelf. */
record ShelvedModel(ModelFolder folder, ModelRecord record) implements EmbeddingModel {

    @Override
    public ModelHome home() {
        return folder;
    }

    @Override
    public String title() {
        return folder.name();
    }

    @Override
    public String fileName() {
        return (weights().isPresent() ? folder.weightsFile() : folder.graphFile())
                .getFileName()
                .toString();
    }

    @Override
    public boolean isBestOf(String testSet) {
        return false;
    }

    @Override
    public long step() {
        return 0;
    }

    @Override
    public int epochsDone() {
        return 0;
    }

    @Override
    public Optional<SavedWeights> weights() {
        return record.backbone()
                .map(
                        id ->
                                new WeightsFile(
                                        folder.weightsFile(),
                                        Backbone.fromId(id),
                                        record.identities()));
    }

    /** Its identities have no names, only numbers from 0; whether they are children is unknown. */
    @Override
    public Optional<IdentityVectors> prototypes() {
        return weights()
                .filter(weights -> weights.prototypeCount() > 0)
                .map(
                        weights ->
                                new IdentityVectors(
                                        IntStream.range(0, weights.prototypeCount())
                                                .mapToObj(Integer::toString)
                                                .toList(),
                                        weights.prototypes().normalised(),
                                        new boolean[weights.prototypeCount()]));
    }

    @Override
    public RunRecord.StartingPoint startingPoint() {
        return new RunRecord.StartingPoint(
                Optional.of(folder.name()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(record.source().sha256()));
    }

    @Override
    public FaceEmbedder embedder(String device, String precision) {
        Optional<SavedWeights> weights = weights();
        return weights.isPresent()
                ? FaceNetworks.embedder(weights.get(), title(), device, precision)
                : new OnnxEmbedder(graph(), title());
    }

    /** The runtime computes on the processor in the graph's own precision, whatever was asked. */
    private GraphModel graph() {
        try {
            return new GraphModel(
                    record.format(),
                    Files.readAllBytes(folder.graphFile()),
                    record.embeddingSize(),
                    record.preprocessing());
        } catch (IOException e) {
            throw new UserFacingException(
                    folder.graphFile() + " cannot be read (" + e.getMessage() + ").",
                    "The model \"" + folder.name() + "\" cannot be used.",
                    "Check that you may read the file, or import the model again.",
                    e);
        }
    }
}
