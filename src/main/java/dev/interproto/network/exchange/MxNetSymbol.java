package dev.interproto.network.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The graph of an MXNet {@code *-symbol.json}. Nodes stand in an order in which each comes after
 * its inputs, as MXNet writes them; that is checked, so there are no cycles.
 *
 * @param source the file, for messages
 * @param nodes in the order of the file
 * @param heads numbers of the nodes that are the graph's outputs
 */
record MxNetSymbol(String source, List<SymbolNode> nodes, List<Integer> heads) {
    private static final long LARGEST = 64L << 20;

    /** What InsightFace calls its embedding. */
    private static final String EMBEDDING = "fc1";

    private static final Set<String> LOSSES =
            Set.of(
                    "SoftmaxOutput",
                    "Softmax",
                    "SoftmaxActivation",
                    "softmax",
                    "log_softmax",
                    "MakeLoss",
                    "make_loss",
                    "LinearRegressionOutput",
                    "LogisticRegressionOutput",
                    "BlockGrad",
                    "stop_gradient");

    MxNetSymbol {
        nodes = List.copyOf(nodes);
        heads = List.copyOf(heads);
    }

    /**
     * Reads a symbol.
     *
     * @throws UserFacingException where the file cannot be read or its graph not be followed
     */
    static MxNetSymbol read(Path file) {
        String source = file.toString();
        try {
            if (Files.size(file) > LARGEST) {
                throw MxNetRefusals.brokenSymbol(source, "it is larger than 64 MiB");
            }
            return of(source, Json.mapper().readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw MxNetRefusals.brokenSymbol(
                    source,
                    "it is no JSON (" + MxNetRefusals.shortened(e.getOriginalMessage()) + ")");
        } catch (IOException e) {
            throw MxNetRefusals.unreadable(source, e);
        }
    }

    private static MxNetSymbol of(String source, JsonNode json) {
        JsonNode list = json.path("nodes");
        if (!list.isArray() || list.isEmpty()) {
            throw MxNetRefusals.brokenSymbol(source, "it lists no nodes");
        }
        List<SymbolNode> nodes = new ArrayList<>();
        for (JsonNode node : list) {
            String name = node.path("name").asText();
            List<Integer> inputs = new ArrayList<>();
            for (JsonNode input : node.path("inputs")) {
                inputs.add(reference(source, input, list.size(), nodes.size(), name));
            }
            nodes.add(
                    new SymbolNode(
                            node.path("op").asText(SymbolNode.VARIABLE),
                            name,
                            attributes(node),
                            inputs));
        }
        List<Integer> heads = new ArrayList<>();
        for (JsonNode head : json.path("heads")) {
            heads.add(reference(source, head, nodes.size(), nodes.size(), "heads"));
        }
        if (heads.isEmpty()) {
            heads.add(nodes.size() - 1);
        }
        return new MxNetSymbol(source, nodes, heads);
    }

    /** Old files keep an operator's own settings in {@code param}, others' in {@code attr}. */
    private static Map<String, String> attributes(JsonNode node) {
        Map<String, String> attributes = new HashMap<>();
        for (String key : List.of("attr", "param", "attrs")) {
            node.path(key)
                    .fields()
                    .forEachRemaining(e -> attributes.put(e.getKey(), e.getValue().asText()));
        }
        return attributes;
    }

    /** A reference is [node, output of it] or [node, output, version]. */
    private static int reference(String source, JsonNode json, int count, int before, String name) {
        JsonNode number = json.path(0);
        String from = "\"" + MxNetRefusals.shortened(name) + "\"";
        if (!number.isInt() || number.asInt() < 0 || number.asInt() >= count) {
            throw MxNetRefusals.brokenSymbol(source, from + " refers to a node that is not there");
        }
        if (number.asInt() >= before) {
            throw MxNetRefusals.brokenSymbol(
                    source, from + " refers to itself or a later node, a cycle");
        }
        return number.asInt();
    }

    SymbolNode node(int number) {
        return nodes.get(number);
    }

    /**
     * The node that gives the embedding: the one called {@code fc1} where the outputs depend on it;
     * else the first output without its losses, and without the classifier a softmax is fed with.
     */
    int embedding() {
        for (int number : needed(heads)) {
            if (node(number).name().equals(EMBEDDING) && !node(number).isVariable()) {
                return number;
            }
        }
        int number = heads.get(0);
        boolean classifies = false;
        while (LOSSES.contains(node(number).operator()) && !node(number).inputs().isEmpty()) {
            classifies |= node(number).operator().toLowerCase(Locale.ROOT).contains("softmax");
            number = node(number).inputs().get(0);
        }
        if (classifies && node(number).is("FullyConnected") && !node(number).inputs().isEmpty()) {
            number = node(number).inputs().get(0);
        }
        return number;
    }

    /** All nodes that some depend on, themselves included, in order. */
    Set<Integer> needed(List<Integer> of) {
        Set<Integer> found = new HashSet<>(of);
        Deque<Integer> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (int input : node(open.pop()).inputs()) {
                if (found.add(input)) {
                    open.push(input);
                }
            }
        }
        return new TreeSet<>(found);
    }
}
