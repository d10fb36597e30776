package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.exchange.TorchFileWriter.Storage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.provider.Arguments;

/** Pickles as no honest program writes them, and the claim that the reader refuses them. */
final class HostilePickles {
    /** What every payload would do: leave a file behind. */
    static final String COMMAND = "touch ran";

    private HostilePickles() {}

    static TorchFileWriter pickle() {
        return new TorchFileWriter();
    }

    static TorchFileWriter ordered() {
        return pickle().global("collections", "OrderedDict");
    }

    static Arguments hostile(String name, TorchFileWriter pickle, String refusal) {
        return arguments(name, pickle, refusal);
    }

    /** With FloatStorage "0" of two elements beside it. */
    static TorchFileWriter stored(TorchFileWriter writer) {
        return writer.storage("0", new Storage("FloatStorage", 2, TorchFileWriter.bytes(1, 2)));
    }

    /**
     * Both forms of the file are refused with a message for a person, and nothing was run.
     *
     * @param refusal part of the message
     */
    static void assertRefused(Path folder, TorchFileWriter pickle, String refusal) {
        assertRefused(pickle.zip(folder.resolve("hostile.pth")), refusal);
        assertRefused(pickle.legacy(folder.resolve("hostile-old.pth")), refusal);
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(Path.of("ran")).doesNotExist();
    }

    private static void assertRefused(Path file, String refusal) {
        assertThatThrownBy(() -> ForeignModels.read(file, Optional.empty()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(String.valueOf(file.getFileName()))
                .hasMessageContaining(refusal);
    }
}
