package dev.interproto.dataset.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and stops where more is read than is allowed at this point. */
final class CountedStream extends FilterInputStream {
    private long count;
    private long end = Long.MAX_VALUE;

    CountedStream(InputStream in) {
        super(in);
    }

    /** From here on, this many bytes may be read. */
    void allow(long bytes) {
        end = bytes > Long.MAX_VALUE - count ? Long.MAX_VALUE : count + bytes;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        add(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        add(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(long bytes) throws IOException {
        count += bytes;
        if (count > end) {
            throw new IOException("a header is longer than any name");
        }
    }
}
