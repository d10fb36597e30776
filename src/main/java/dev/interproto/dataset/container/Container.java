package dev.interproto.dataset.container;

import java.io.Closeable;
import java.io.IOException;

/** A file of numbered images, opened. Thread-safe. */
interface Container extends Closeable {

    /**
     * An image's encoded bytes.
     *
     * @throws IOException where there is no such image, or it cannot be read any more
     */
    byte[] image(int number) throws IOException;

    @Override
    void close();
}
