/**
 * Archives of faces (zip, tar, tar.gz), unpacked into a folder before they are opened. What an
 * archive says of itself is believed nowhere: names that lead out of the folder, links, bombs,
 * truncated and encrypted archives are refused or listed.
 */
package dev.interproto.dataset.archive;
