/** Images that show the same photograph, within a dataset and between two of them. */
package dev.interproto.dataset.duplicate;
