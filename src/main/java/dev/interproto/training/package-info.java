/**
 * Training: the configuration of a run, the loop on its one thread, the optimiser and its schedule,
 * checkpoints, and the events it publishes. A run resumed from its checkpoint ends in the same
 * weights, bit for bit, as one never stopped (same machine and thread count, CPU).
 */
package dev.interproto.training;
