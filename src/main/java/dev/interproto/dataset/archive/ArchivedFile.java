package dev.interproto.dataset.archive;

import java.util.Optional;

/**
 * One entry of an archive.
 *
 * @param name as the archive writes it, not to be trusted
 * @param kind what it is
 * @param target where a link leads
 * @param size bytes of a file as the archive states them
 * @param checksum CRC-32 of a file's content, where the archive states it
 */
record ArchivedFile(
        String name, Kind kind, Optional<String> target, long size, Optional<Long> checksum) {

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A device, a pipe or the like. */
        SPECIAL,
        ENCRYPTED,
        /** Packed in a way that cannot be read. */
        UNKNOWN
    }
}
