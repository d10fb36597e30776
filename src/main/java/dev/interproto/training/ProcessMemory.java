package dev.interproto.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;

/** The resident memory of this process. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Whether {@link #peak} is the true peak; elsewhere it is the memory at that moment. */
    public static boolean knowsPeak() {
        return field("VmHWM").isPresent();
    }

    /** Most bytes ever resident. */
    public static long peak() {
        return field("VmHWM").orElseGet(Pointer::physicalBytes);
    }

    /** Bytes resident now. */
    static long resident() {
        return field("VmRSS").orElseGet(Pointer::physicalBytes);
    }

    /** A line of the process's status as Linux writes it: "VmHWM: 123456 kB". */
    private static OptionalLong field(String name) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty(); // Not Linux.
        }
    }
}
