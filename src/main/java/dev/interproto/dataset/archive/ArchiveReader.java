package dev.interproto.dataset.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Goes through the entries of an archive, one after the other. Not thread-safe. */
interface ArchiveReader extends Closeable {

    /** The next entry; empty at the end. */
    Optional<ArchivedFile> next() throws IOException;

    /** The content of the entry given last, to be read before the next one. */
    InputStream content() throws IOException;

    /** Whether a damaged entry leaves the others readable. */
    boolean survivesDamage();

    /** How many bytes of the archive were read so far; empty where that tells nothing. */
    OptionalLong position();
}
