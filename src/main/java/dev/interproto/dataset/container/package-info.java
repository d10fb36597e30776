/** Datasets and test sets that lie in one file, read in place: RecordIO and {@code .bin} sets. */
package dev.interproto.dataset.container;
