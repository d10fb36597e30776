/** Damaged files for the parsers: every input must end in a value or a message for a person. */
package dev.interproto.fuzz;
