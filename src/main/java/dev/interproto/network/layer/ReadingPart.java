package dev.interproto.network.layer;

/** A part that in training also reads something off its input for the output layer. */
interface ReadingPart extends Part {
    AgeReadings readings();
}
