package dev.interproto.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process trains a run. The start instant tells a process from a later one that was given the
 * same number.
 *
 * @param host name of the machine
 * @param processId the operating system's number
 * @param started when the process began; empty where the system does not tell
 */
public record ProcessStamp(String host, long processId, Optional<Instant> started) {

    /** This process. */
    public static ProcessStamp current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessStamp(hostName(), self.pid(), self.info().startInstant());
    }

    /** Whether the stamp is from this machine, so that {@link #isAlive} can tell. */
    @JsonIgnore
    public boolean isOfThisHost() {
        return host.equals(hostName());
    }

    /** Whether the process still runs; meaningful on its own machine only. */
    @JsonIgnore
    public boolean isAlive() {
        return ProcessHandle.of(processId)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startsAgree(handle.info().startInstant()))
                .isPresent();
    }

    private boolean startsAgree(Optional<Instant> other) {
        // The kernel counts in ticks of 10 ms; two seconds swallow every rounding.
        return started.isEmpty()
                || other.isEmpty()
                || Math.abs(started.get().toEpochMilli() - other.get().toEpochMilli()) < 2000;
    }

    private static String hostName() {
        String fromEnvironment = System.getenv("COMPUTERNAME");
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
