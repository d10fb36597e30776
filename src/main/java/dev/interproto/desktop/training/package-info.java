/** The training page: set a run up, see what it will cost, watch it learn, go on from there. */
package dev.interproto.desktop.training;
