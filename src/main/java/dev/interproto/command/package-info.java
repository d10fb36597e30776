/**
 * The commands: the desktop's jobs without a screen. Results go to standard output, progress and
 * messages to standard error; 0 = done, 1 = failed, 2 = wrong usage.
 */
package dev.interproto.command;
