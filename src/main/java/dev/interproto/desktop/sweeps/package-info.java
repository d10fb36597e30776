/** The sweeps section of the runs page: the queue, the comparison table, the maps. */
package dev.interproto.desktop.sweeps;
