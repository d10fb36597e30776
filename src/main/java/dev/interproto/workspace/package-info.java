/**
 * What lies on disk: the workspace folder, runs as folders of plain files, the catalogue over them,
 * and the recorder that writes them while a network trains. A run is complete without the program:
 * everything can be read with a text editor and a spreadsheet.
 */
package dev.interproto.workspace;
