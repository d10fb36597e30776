/**
 * From folders of raw photographs to folders of aligned faces: which face of each photograph is
 * taken, where its landmarks come from, what became of each photograph, and how well a detector
 * does against hand-placed points.
 */
package dev.interproto.dataset.alignment;
