package dev.interproto.network;

/**
 * An output layer's configuration that may keep the gradient of its parameters to itself, because a
 * step has one for few of them only: the graph's vector of gradients then ends before it, and
 * whoever updates the weights asks the layer.
 */
public interface OwnGradient {
    boolean keepsGradient();
}
