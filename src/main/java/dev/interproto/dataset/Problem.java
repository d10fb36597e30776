package dev.interproto.dataset;

/**
 * Something about a dataset that a person should know, never fatal.
 *
 * @param where file or folder, with a line number where there is one
 * @param what one sentence
 */
public record Problem(String where, String what) {}
