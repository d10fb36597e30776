package dev.interproto.network.exchange;

import dev.interproto.common.pickle.PickleValue;

/**
 * A run of elements that tensors look at; where its bytes lie, the archive knows.
 *
 * @param key its name within the file
 * @param element type of its elements
 * @param total elements under that name
 * @param start first of them that belongs to this storage; above 0 only for views of old files
 * @param length how many belong to it
 */
record TorchStorage(String key, TorchElement element, long total, long start, long length)
        implements PickleValue.Rebuilt {}
