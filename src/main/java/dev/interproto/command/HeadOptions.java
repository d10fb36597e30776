package dev.interproto.command;

import dev.interproto.loss.HeadKind;
import dev.interproto.training.HeadConfiguration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which margin head, and its numbers. */
final class HeadOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--head",
            paramLabel = "ID",
            completionCandidates = Ids.class,
            description = "margin head: ${COMPLETION-CANDIDATES}")
    private String head;

    @Option(
            names = "--head-option",
            paramLabel = "NAME=VALUE",
            hideParamSyntax = true,
            split = ",",
            description =
                    "numbers of the head, such as margin=0.5,scale=64; those not given are the"
                            + " published ones. A wrong name is answered with the right ones")
    private Map<String, Double> options = new LinkedHashMap<>();

    @Option(names = "--scale", paramLabel = "S", description = "the same as --head-option scale=S")
    private Double scale;

    @Option(
            names = "--margin",
            paramLabel = "M",
            description = "the same as --head-option margin=M")
    private Double margin;

    /** The heads' names. */
    static final class Ids implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(HeadKind.values()).stream().map(HeadKind::id).iterator();
        }
    }

    /**
     * The head asked for: {@code base} with the given numbers, or another kind with its own.
     *
     * @throws CommandLine.ParameterException for a name or number that is none of the head's
     */
    HeadConfiguration applied(HeadConfiguration base) {
        HeadConfiguration chosen =
                head == null || head.equalsIgnoreCase(base.name())
                        ? base
                        : HeadConfiguration.published(kind());
        Map<String, Double> numbers = new LinkedHashMap<>(chosen.options());
        if (scale != null) {
            numbers.put("scale", scale);
        }
        if (margin != null) {
            numbers.put("margin", margin);
        }
        numbers.putAll(options);
        HeadConfiguration applied = new HeadConfiguration(chosen.name(), numbers);
        try {
            HeadKind.of(applied.name()).with(applied.options());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
        }
        return applied;
    }

    private HeadKind kind() {
        return Arrays.stream(HeadKind.values())
                .filter(kind -> kind.id().equalsIgnoreCase(head))
                .findFirst()
                .orElseThrow(
                        () ->
                                new CommandLine.ParameterException(
                                        spec.commandLine(),
                                        "Invalid value for option '--head': '"
                                                + head
                                                + "' is none of "
                                                + String.join(", ", new Ids())));
    }
}
