/** Reads the reference's numbers for the parity tests of every floor. */
package dev.interproto.parity;
