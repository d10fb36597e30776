package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads InsightFace's MXNet models: {@code x-symbol.json}, the graph, beside {@code x-0000.params},
 * the weights. A MobileFaceNet arranged as ours becomes weights of it; anything else becomes an
 * ONNX graph.
 */
public final class MxNetModels {
    private static final String SYMBOL = "-symbol.json";
    private static final Pattern PARAMS = Pattern.compile("(.+)-(\\d{4,9})\\.params");
    private static final String FORMAT = "MXNet";

    private MxNetModels() {}

    /** Whether a file's name is that of either half of an MXNet model. */
    public static boolean isNamedSo(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SYMBOL) || name.endsWith(".params");
    }

    /**
     * The model that a file belongs to.
     *
     * @param file its {@code x-symbol.json} (then the {@code x-NNNN.params} of the highest number
     *     is taken) or one of its {@code x-NNNN.params}
     * @param preprocessing what the graph's input expects; empty for pixels 0 to 255 in RGB where
     *     the graph scales them itself, else {@link Preprocessing#STANDARD}
     * @throws UserFacingException where a file is missing, broken, does not fit the other, or uses
     *     an operator that is not known
     */
    public static ForeignModel read(Path file, Optional<Preprocessing> preprocessing) {
        Path whole = file.toAbsolutePath();
        String name = String.valueOf(whole.getFileName());
        Matcher params = PARAMS.matcher(name);
        if (name.endsWith(SYMBOL)) {
            String model = name.substring(0, name.length() - SYMBOL.length());
            return read(whole, newestParams(whole, model), preprocessing);
        }
        if (params.matches()) {
            Path symbol = whole.resolveSibling(params.group(1) + SYMBOL);
            if (!Files.isRegularFile(symbol)) {
                throw alone(whole, symbol.getFileName().toString());
            }
            return read(symbol, whole, preprocessing);
        }
        throw alone(
                whole, "its other half, by a name such as model-symbol.json or model-0000.params,");
    }

    private static ForeignModel read(
            Path symbolFile, Path paramsFile, Optional<Preprocessing> preprocessing) {
        MxNetSymbol symbol = MxNetSymbol.read(symbolFile);
        MxNetGraph graph = MxNetGraph.of(symbol, MxNetParams.read(paramsFile));
        Preprocessing input = preprocessing.orElseGet(() -> PixelScaling.expected(graph));
        Optional<BackboneWeights> ours = MxNetMobileFaceNet.recognise(graph, input, FORMAT);
        return ours.isPresent() ? ours.get() : SymbolTranslation.translate(graph, input, FORMAT);
    }

    private static Path newestParams(Path symbol, String model) {
        try (Stream<Path> beside = Files.list(symbol.getParent())) {
            return beside.filter(path -> number(path, model) >= 0)
                    .max(Comparator.comparingInt(path -> number(path, model)))
                    .orElseThrow(() -> alone(symbol, model + "-0000.params"));
        } catch (IOException e) {
            throw MxNetRefusals.unreadable(symbol.toString(), e);
        }
    }

    /** The number of a model's parameter file, -1 where it is none. */
    private static int number(Path file, String model) {
        Matcher matcher = PARAMS.matcher(file.getFileName().toString());
        return matcher.matches() && matcher.group(1).equals(model)
                ? Integer.parseInt(matcher.group(2))
                : -1;
    }

    private static UserFacingException alone(Path file, String other) {
        return new UserFacingException(
                file + " is half of an MXNet model, and " + other + " is not beside it.",
                "The graph and the weights lie in two files, and both are needed.",
                "Put both into one folder, as x-symbol.json and x-0000.params.");
    }
}
