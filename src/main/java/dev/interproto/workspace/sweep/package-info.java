/**
 * Sweeps: methods × λ × seeds × datasets as a file, a queue of ordinary runs that survives restarts
 * and moves with the workspace folder, and what a sweep is for: the comparison table and the row of
 * prototype maps.
 */
package dev.interproto.workspace.sweep;
