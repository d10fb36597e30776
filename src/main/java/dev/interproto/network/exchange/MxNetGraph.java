package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * An MXNet model: its graph, its arrays, and where the embedding is.
 *
 * @param arrays by name, without {@code arg:} and {@code aux:}
 * @param embedding number of the node that gives the embedding
 */
record MxNetGraph(MxNetSymbol symbol, Map<String, MxNetArray> arrays, int embedding) {

    static MxNetGraph of(MxNetSymbol symbol, Map<String, MxNetArray> arrays) {
        return new MxNetGraph(symbol, arrays, symbol.embedding());
    }

    /** A node's input; refused where there is none. */
    SymbolNode input(SymbolNode node, int index) {
        return symbol.node(inputNumber(node, index));
    }

    int inputNumber(SymbolNode node, int index) {
        if (index >= node.inputs().size()) {
            throw MxNetRefusals.brokenSymbol(
                    symbol.source(),
                    "\"" + MxNetRefusals.shortened(node.name()) + "\" lacks an input");
        }
        return node.inputs().get(index);
    }

    /**
     * The array that is a node's input.
     *
     * @throws UserFacingException where the input is no parameter, or the file lacks it
     */
    MxNetArray array(SymbolNode node, int index) {
        return array(input(node, index));
    }

    private MxNetArray array(SymbolNode parameter) {
        if (!parameter.isVariable()) {
            throw MxNetRefusals.unsupported(
                    symbol.source(), parameter, "weights that are computed");
        }
        return array(parameter, parameter.name());
    }

    private MxNetArray array(SymbolNode node, String name) {
        return Optional.ofNullable(arrays.get(name))
                .orElseThrow(
                        () ->
                                MxNetRefusals.misfit(
                                        symbol.source(),
                                        node,
                                        "the parameter "
                                                + MxNetRefusals.shortened(name)
                                                + " is missing"));
    }

    /** The array, which must have a shape. */
    MxNetArray array(SymbolNode node, int index, long... shape) {
        MxNetArray array = array(node, index);
        return checked(node, array, shape);
    }

    private MxNetArray checked(SymbolNode node, MxNetArray array, long... shape) {
        if (!array.is(shape)) {
            throw MxNetRefusals.misfit(
                    symbol.source(),
                    node,
                    "a parameter is of shape "
                            + array.size()
                            + " instead of "
                            + new MxNetArray(shape, new float[0]).size());
        }
        return array;
    }

    /** The four vectors of a batch normalisation of so many channels. */
    MxNetNorm norm(SymbolNode node, long channels) {
        MxNetArray gamma = array(node, 1, channels);
        MxNetArray beta = array(node, 2, channels);
        boolean listed = node.inputs().size() > 3;
        MxNetArray mean = listed ? array(node, 3) : array(node, node.name() + "_moving_mean");
        MxNetArray variance = listed ? array(node, 4) : array(node, node.name() + "_moving_var");
        float[] scale = gamma.values().clone();
        if (node.flag("fix_gamma", true)) {
            Arrays.fill(scale, 1);
        }
        return new MxNetNorm(
                scale,
                beta.values(),
                checked(node, mean, channels).values(),
                checked(node, variance, channels).values(),
                node.number("eps", MxNetNorm.EPSILON));
    }
}
