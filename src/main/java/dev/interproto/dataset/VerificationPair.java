package dev.interproto.dataset;

import java.nio.file.Path;

/**
 * Two images and whether they show the same person.
 *
 * @param same genuine pair (true) or impostor pair (false)
 * @param first image file; in the official lists the child's
 * @param second image file
 */
public record VerificationPair(boolean same, Path first, Path second) {}
