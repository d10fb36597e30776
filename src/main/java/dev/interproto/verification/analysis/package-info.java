/**
 * What the authors of Inter-Prototype look at beside accuracy: how alike identities are, and how
 * far images lie from prototypes, children's apart from adults'.
 */
package dev.interproto.verification.analysis;
