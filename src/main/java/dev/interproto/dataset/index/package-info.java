/**
 * What is remembered of a dataset, in SQLite, so that it opens in a second: its images, their ages
 * and what was computed from them. It can always be thrown away and made again.
 */
package dev.interproto.dataset.index;
