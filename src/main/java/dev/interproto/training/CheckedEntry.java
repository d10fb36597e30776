package dev.interproto.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/**
 * An archive's entry whose checksum is verified when all of it was read: {@code ZipFile} does not,
 * and a damaged weight looks like any other number.
 */
final class CheckedEntry extends CheckedInputStream {
    private final String name;
    private final long expected;

    CheckedEntry(String name, InputStream in, long expected) {
        super(in, new CRC32());
        this.name = name;
        this.expected = expected;
    }

    @Override
    public void close() throws IOException {
        try {
            boolean whole = in.read() < 0;
            if (whole && getChecksum().getValue() != expected) {
                throw new ZipException(name + " is damaged: its checksum is wrong");
            }
        } finally {
            super.close();
        }
    }
}
