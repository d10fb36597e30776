package dev.interproto.command;

import dev.interproto.projection.TsneOptions;
import picocli.CommandLine.Option;

/** {@code --neighbours}: how a map finds nearest neighbours. */
final class NeighboursOption {
    @Option(
            names = "--neighbours",
            paramLabel = "KIND",
            defaultValue = "auto",
            description =
                    "how nearest neighbours are found: exact, approximate (above 1,000 points by an"
                            + " index, whose recall is measured and printed), or auto: exact to"
                            + " 200,000 points (default: ${DEFAULT-VALUE})")
    private TsneOptions.NeighbourSearch neighbours;

    TsneOptions.NeighbourSearch search() {
        return neighbours;
    }
}
