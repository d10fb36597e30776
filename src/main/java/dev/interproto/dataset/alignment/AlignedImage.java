package dev.interproto.dataset;

/**
 * One photograph of an alignment.
 *
 * @param image its path below the input folder, with forward slashes
 * @param outcome what became of it
 * @param face the face's path below the output folder; empty where there is none
 * @param detail what a person should know; empty where there is nothing to say
 */
public record AlignedImage(String image, AlignmentOutcome outcome, String face, String detail) {}
