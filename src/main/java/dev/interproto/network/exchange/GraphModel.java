package dev.interproto.network.exchange;

import dev.interproto.face.Preprocessing;

/**
 * A graph that is none of our backbones, as an ONNX model: an embedder, not to be trained.
 *
 * @param format where it came from, for a person
 * @param onnx the model file's bytes
 * @param embeddingSize numbers in an embedding
 * @param preprocessing what its input expects
 */
public record GraphModel(String format, byte[] onnx, int embeddingSize, Preprocessing preprocessing)
        implements ForeignModel {}
