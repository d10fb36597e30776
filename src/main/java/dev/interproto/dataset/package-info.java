/**
 * Faces of known identities and where they come from: folders of images, age labels, child
 * identities, verification pair lists, and the loader that turns them into training batches.
 *
 * <p>Numbering and order never depend on the machine, the file system or the number of threads, so
 * that a run can be repeated and resumed exactly. What is wrong with single images is listed as
 * {@link dev.interproto.dataset.Problem}s and never stops the work.
 */
package dev.interproto.dataset;
