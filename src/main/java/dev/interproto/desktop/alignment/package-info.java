/**
 * From raw photographs to aligned faces on the screen: what to align and how, how far it is, what
 * became of each photograph, and the photograph beside its face.
 */
package dev.interproto.desktop.alignment;
