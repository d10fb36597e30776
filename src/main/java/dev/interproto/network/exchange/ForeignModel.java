package dev.interproto.network.exchange;

/** What a model file from elsewhere turned out to hold. */
public sealed interface ForeignModel permits BackboneWeights, GraphModel {
    /** Where it came from, for a person: for example "PyTorch state dict". */
    String format();

    /** Numbers in an embedding. */
    int embeddingSize();
}
