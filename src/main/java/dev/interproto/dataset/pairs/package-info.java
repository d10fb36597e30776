/**
 * Test sets of pairs made from a dataset, what a list of pairs holds, and splits of a dataset by
 * identity, so that no identity that is tested is trained on.
 */
package dev.interproto.dataset.pairs;
