package dev.interproto.command;

import picocli.CommandLine.Option;

/** What to compute on, and in which precision. */
final class ArithmeticOptions {
    @Option(
            names = "--device",
            paramLabel = "ID",
            defaultValue = "auto",
            description = "auto, cpu or cuda")
    private String device = "auto";

    @Option(
            names = "--precision",
            paramLabel = "ID",
            defaultValue = "auto",
            description =
                    "auto, float32 or bfloat16; auto takes bfloat16 where the processor multiplies"
                            + " it in hardware")
    private String precision = "auto";

    String device() {
        return device;
    }

    String precision() {
        return precision;
    }
}
