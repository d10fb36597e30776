package dev.interproto.dataset;

import java.io.IOException;

/**
 * Where a dataset's encoded images lie: files of a folder today, records of a container tomorrow.
 * Thread-safe.
 */
public interface ImageStore {

    /** The encoded bytes (JPEG, PNG …) of one image. */
    byte[] read(int sample) throws IOException;

    /** Where the image lies, for a person: a path, or a container and record number. */
    String describe(int sample);
}
