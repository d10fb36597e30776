package dev.interproto.training;

import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes and is then full, as a disk is. */
final class SmallDisk extends OutputStream {
    private long left;

    SmallDisk(long bytes) {
        left = bytes;
    }

    @Override
    public void write(int value) throws IOException {
        if (--left < 0) {
            throw new IOException("No space left on device");
        }
    }
}
