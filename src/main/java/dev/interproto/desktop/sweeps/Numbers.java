package dev.interproto.desktop.sweeps;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Several numbers in one field. */
final class Numbers {
    private Numbers() {}

    /**
     * @param text numbers parted by commas, semicolons or spaces; may be empty
     * @throws UserFacingException where a part is no number
     */
    static <N> List<N> of(String text, Function<String, N> parse, Messages messages) {
        try {
            return Arrays.stream(text.split("[,;\\s]+"))
                    .filter(part -> !part.isEmpty())
                    .map(parse)
                    .toList();
        } catch (NumberFormatException e) {
            throw new UserFacingException(messages.text("sweeps.new.noNumber", text), "", "", e);
        }
    }
}
