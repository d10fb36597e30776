/** Copies of images in a dataset, identities that look like one person, and what is left out. */
package dev.interproto.desktop.duplicates;
