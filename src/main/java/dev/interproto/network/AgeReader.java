package dev.interproto.network;

import dev.interproto.network.layer.AgeReadings;

/**
 * A running output layer that learns from {@link AgeReadings}; the network hands them over once.
 */
public interface AgeReader {
    void readAgesFrom(AgeReadings readings);
}
