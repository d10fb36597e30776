package dev.interproto.network;

import dev.interproto.common.UserFacingException;
import java.util.Locale;

/** The device a person asks for. */
public enum DeviceChoice {
    /** A usable CUDA card if there is one, else the processor. */
    AUTO,
    CPU,
    CUDA;

    /** The choice as written on a command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The choice of an id, in any letter case.
     *
     * @throws UserFacingException naming the ids where it is none of them
     */
    public static DeviceChoice fromId(String id) {
        for (DeviceChoice choice : values()) {
            if (choice.id().equals(id.toLowerCase(Locale.ROOT))) {
                return choice;
            }
        }
        throw new UserFacingException(
                "There is no device called \"" + id + "\".",
                "The work cannot start without a device.",
                "Choose auto, cpu or cuda.");
    }
}
