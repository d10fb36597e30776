/**
 * The jobs that the desktop and the commands both start: train, evaluate, embed, map, compare,
 * demo. A job takes a request, reports its progress, and leaves everything it made on disk.
 */
package dev.interproto.workspace.job;
