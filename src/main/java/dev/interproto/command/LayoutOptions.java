package dev.interproto.command;

import dev.interproto.projection.TsneOptions;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a prototype map is laid out. */
final class LayoutOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--perplexity",
            paramLabel = "P",
            defaultValue = "30",
            description = "effective number of neighbours (default: ${DEFAULT-VALUE})")
    private double perplexity;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "of the optimiser (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed;

    /**
     * @throws CommandLine.ParameterException for numbers that no map can be made with
     */
    TsneOptions options() {
        if (!(perplexity >= 1 && perplexity < 1e6) || iterations < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--perplexity must be 1 or more and --iterations 0 or more");
        }
        return TsneOptions.defaults()
                .withPerplexity(perplexity)
                .withIterations(iterations)
                .withSeed(seed);
    }

    long seed() {
        return seed;
    }
}
