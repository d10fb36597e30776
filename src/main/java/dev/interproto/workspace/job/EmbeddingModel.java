package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.training.Checkpoint;
import dev.interproto.training.SavedWeights;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import java.util.Optional;

/** A model to embed with, found but not yet loaded: a run's checkpoint, or a model of the shelf. */
sealed interface EmbeddingModel permits RunCheckpoint, ShelvedModel {

    /** Where it lies, and where what is found out about it goes. */
    ModelHome home();

    /** For a person: the run and how far the checkpoint had come, or the model. */
    String title();

    /** The file its network lies in, by name. */
    String fileName();

    /** Whether it is what a run keeps as the best on a test set. */
    boolean isBestOf(String testSet);

    /** Training steps behind it; 0 for a model of the shelf. */
    long step();

    /** Whole epochs behind it; 0 for a model of the shelf. */
    int epochsDone();

    /** Its weights; empty where it is no backbone of ours. */
    Optional<SavedWeights> weights();

    /** Its prototypes; empty where it has none. */
    Optional<IdentityVectors> prototypes();

    /** How a run's record names it as what it started from. */
    RunRecord.StartingPoint startingPoint();

    /**
     * Loads it.
     *
     * @throws UserFacingException where its file is damaged, or device or precision cannot be had
     */
    FaceEmbedder embedder(String device, String precision);

    /**
     * Finds a model.
     *
     * @param checkpoint of a run: {@code last}, {@code best} or a file name; a model of the shelf
     *     has none and is asked for as {@code last}
     * @param testSet whose best is meant
     * @throws UserFacingException where there is none or it is damaged
     */
    static EmbeddingModel open(ModelHome home, String checkpoint, Optional<String> testSet) {
        if (home instanceof RunFolder run) {
            Checkpoint opened = RunModel.open(run, checkpoint, testSet);
            return new RunCheckpoint(run, opened);
        }
        ModelFolder folder = (ModelFolder) home;
        return new ShelvedModel(folder, folder.record());
    }

    /** As above, for weights that can be trained on and exported. */
    static SavedWeights weightsOf(EmbeddingModel model, String purpose) {
        return model.weights()
                .orElseThrow(
                        () ->
                                new UserFacingException(
                                        "The model \""
                                                + model.home().name()
                                                + "\" is an ONNX graph, not one of our backbones.",
                                        "It can be evaluated and mapped, but not " + purpose + ".",
                                        "Choose a model of an IR, IR-SE or MobileFaceNet"
                                                + " backbone."));
    }
}
