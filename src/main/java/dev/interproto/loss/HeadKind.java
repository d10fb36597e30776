package dev.interproto.loss;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The heads there are, by the names that files, commands and forms use, with what each may be told.
 * Never stored by class or constant name.
 */
public enum HeadKind {
    SOFTMAX("softmax", "Softmax", v -> new Softmax(v[0]), HeadOption.scale(64)),
    ARCFACE(
            "arcface",
            "ArcFace",
            v -> new ArcFace(v[0], v[1]),
            HeadOption.scale(64),
            HeadOption.angularMargin("margin", 0.5)),
    COSFACE(
            "cosface",
            "CosFace",
            v -> new CosFace(v[0], v[1]),
            HeadOption.scale(64),
            HeadOption.cosineMargin("margin", 0.35)),
    COMBINED(
            "combined",
            "Combined margin",
            v -> new CombinedMargin(v[0], v[1], v[2], v[3]),
            HeadOption.scale(64),
            HeadOption.of("m1", 1, 1, 8),
            HeadOption.angularMargin("m2", 0.3),
            HeadOption.cosineMargin("m3", 0.2)),
    CURRICULARFACE(
            "curricularface",
            "CurricularFace",
            v -> new CurricularFace(v[0], v[1], v[2]),
            HeadOption.scale(64),
            HeadOption.angularMargin("margin", 0.5),
            HeadOption.of("momentum", 0.99, 0, 1)),
    MV_AM(
            "mv-am",
            "MV-AM",
            v -> new MvSoftmax(MvSoftmax.Style.AM, v[0], v[1], v[2], v[3] == 1),
            HeadOption.scale(32),
            HeadOption.cosineMargin("margin", 0.35),
            HeadOption.cosineMargin("t", 0.2),
            HeadOption.whole("easy-margin", 0, 0, 1)),
    MV_ARC(
            "mv-arc",
            "MV-Arc",
            v -> new MvSoftmax(MvSoftmax.Style.ARC, v[0], v[1], v[2], v[3] == 1),
            HeadOption.scale(32),
            HeadOption.angularMargin("margin", 0.5),
            HeadOption.cosineMargin("t", 0.2),
            HeadOption.whole("easy-margin", 0, 0, 1)),
    ADAFACE(
            "adaface",
            "AdaFace",
            v -> new AdaFace(v[0], v[1], v[2], v[3]),
            HeadOption.scale(64),
            HeadOption.cosineMargin("margin", 0.4),
            HeadOption.of("h", 0.333, 0, 10),
            HeadOption.of("momentum", 0.99, 0, 1)),
    MAGFACE(
            "magface",
            "MagFace",
            v -> new MagFace(v[0], v[1], v[2], v[3], v[4], v[5]),
            HeadOption.scale(64),
            HeadOption.angularMargin("margin-low", 0.45),
            HeadOption.angularMargin("margin-high", 0.8),
            HeadOption.of("norm-low", 10, 1e-3, 1e4),
            HeadOption.of("norm-high", 110, 1e-3, 1e4),
            HeadOption.of("lambda-g", 35, 0, 1e6)),
    BROADFACE(
            "broadface",
            "BroadFace",
            v -> new BroadFace(v[0], v[1], (int) v[2]),
            HeadOption.scale(64),
            HeadOption.angularMargin("margin", 0.5),
            HeadOption.whole("queue", 32_000, 1, 1_000_000)),
    OECNN(
            "oecnn",
            "OE-CNN",
            v -> new AgeAware(new CosFace(v[0], v[1]), new LengthAge(v[2])),
            HeadOption.scale(64),
            HeadOption.cosineMargin("margin", 0.35),
            HeadOption.of("age-weight", 0.001, 0, 1e3)),
    DAL(
            "dal",
            "DAL",
            v ->
                    new AgeAware(
                            new CosFace(v[0], v[1]),
                            new DecorrelatedAge(v[2], v[3], (int) v[4], (int) v[5])),
            HeadOption.scale(64),
            HeadOption.cosineMargin("margin", 0.35),
            HeadOption.of("age-weight", 0.1, 0, 1e3),
            HeadOption.of("correlation-weight", 0.1, 0, 1e3),
            HeadOption.whole("maximising", 20, 0, 1e6),
            HeadOption.whole("minimising", 50, 1, 1e6)),
    MTL(
            "mtl",
            "MTLFace",
            v -> new AgeAware(new CosFace(v[0], v[1]), new AttentionAge(v[2], v[3])),
            HeadOption.scale(64),
            HeadOption.cosineMargin("margin", 0.35),
            HeadOption.of("age-weight", 0.001, 0, 1e3),
            HeadOption.of("reversed-weight", 0.002, 0, 1e3));

    private final String id;
    private final String title;
    private final Function<double[], MarginHead> maker;
    private final List<HeadOption> options;

    HeadKind(String id, String title, Function<double[], MarginHead> maker, HeadOption... options) {
        this.id = id;
        this.title = title;
        this.maker = maker;
        this.options = List.of(options);
    }

    /** The name in files and on the command line, such as {@code arcface}. */
    public String id() {
        return id;
    }

    /** The name for people, such as {@code ArcFace}. */
    public String title() {
        return title;
    }

    public List<HeadOption> options() {
        return options;
    }

    /** The head with the published values. */
    public MarginHead published() {
        return with(Map.of());
    }

    /**
     * The head with some values given and the published ones for the others.
     *
     * @throws IllegalArgumentException for an option it does not have or a value out of its range;
     *     the message names what it takes
     */
    public MarginHead with(Map<String, Double> given) {
        for (String name : given.keySet()) {
            if (options.stream().noneMatch(option -> option.name().equals(name))) {
                throw new IllegalArgumentException(
                        title + " has no option '" + name + "'; it has: " + optionNames());
            }
        }
        double[] values = new double[options.size()];
        for (int i = 0; i < values.length; i++) {
            HeadOption option = options.get(i);
            values[i] = given.getOrDefault(option.name(), option.published());
            if (!option.allows(values[i])) {
                throw new IllegalArgumentException(
                        String.format(
                                "%s needs a %s%s of %s, not %s",
                                title,
                                option.whole() ? "whole " : "",
                                option.name(),
                                option.range(),
                                values[i]));
            }
        }
        return maker.apply(values);
    }

    private String optionNames() {
        return options.stream().map(HeadOption::name).collect(Collectors.joining(", "));
    }

    /** Values, in the order of the options, by name. */
    Map<String, Double> named(double... values) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(options.get(i).name(), values[i]);
        }
        return named;
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException for an unknown name; the message lists the known ones
     */
    public static HeadKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "unknown margin head '"
                                                + id
                                                + "'; known: "
                                                + Arrays.stream(values())
                                                        .map(HeadKind::id)
                                                        .collect(Collectors.joining(", "))));
    }
}
