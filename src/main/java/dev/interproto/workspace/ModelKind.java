package dev.interproto.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model of the shelf can be used for. */
public enum ModelKind {
    /** Weights of one of our backbones: evaluated, mapped, exported and trained on. */
    @JsonProperty("backbone")
    BACKBONE,
    /** Any other network as an ONNX graph: evaluated and mapped. */
    @JsonProperty("onnx")
    ONNX
}
