package dev.interproto.command;

import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code --pairs} and {@code --images}: a test set. */
final class TestSetOptions {
    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            required = true,
            description = "pair list, or a .bin verification set, which holds its images itself")
    private Path pairs;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "folder of the pair list's images (not needed for a .bin set)")
    private Path images;

    /**
     * The test set.
     *
     * @param command whose options these are, for the message
     * @throws CommandLine.ParameterException where a pair list comes without its images
     */
    TestSetRequest request(CommandSpec command) {
        if (images != null) {
            return new TestSetRequest(pairs, images);
        }
        if (!TestSetRequest.holdsImages(pairs)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "Missing required option: '--images=DIR', the folder of the images of "
                            + pairs);
        }
        return TestSetRequest.of(pairs);
    }
}
