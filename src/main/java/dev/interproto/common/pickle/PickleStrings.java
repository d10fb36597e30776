package dev.interproto.common.pickle;

/** What the strings of Python 2 are, which served for text and for data. */
public enum PickleStrings {
    /** Names and other text, in Latin-1. */
    TEXT,
    /** Data, such as images: as with {@code encoding="bytes"} in Python. */
    BYTES
}
