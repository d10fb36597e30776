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

    /**
     * The image's name within the dataset, the same on every machine: {@code identity/file} with a
     * slash, or a record number.
     */
    String relativeName(int sample);

    /** Where the image lies, for lists of pairs and for reading it without the dataset. */
    ImageLocation location(int sample);

    /** How many encoded bytes the image had when the dataset was opened. */
    long size(int sample);
}
