/**
 * What a person has, recognised: the layouts in which face datasets are handed around, with their
 * test sets and ages, and what of them is missing.
 */
package dev.interproto.dataset.layout;
