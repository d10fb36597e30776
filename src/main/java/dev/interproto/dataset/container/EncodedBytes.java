package dev.interproto.dataset.container;

import dev.interproto.common.pickle.PickleValue;

/**
 * Bytes that Python 3 wrote for Python 2: as a text of as many letters, in UTF-8.
 *
 * @param text where it lies
 */
record EncodedBytes(PickleValue.LongText text) implements PickleValue.Rebuilt {}
