package dev.interproto.network;

import dev.interproto.network.layer.ParameterKind;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One parameter of a network.
 *
 * @param name the reference's PyTorch state-dict name, for example {@code
 *     body.3.res_layer.1.weight}
 * @param kind how training treats it
 * @param view the values in PyTorch's shape; writing here changes the network (call {@code
 *     Kernels.parametersChanged} afterwards)
 * @param offset first element within {@code graph().params()}
 * @param length number of elements, contiguous from {@code offset}
 */
public record NamedParameter(
        String name, ParameterKind kind, INDArray view, long offset, long length) {}
