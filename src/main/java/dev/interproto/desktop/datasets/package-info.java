/** The datasets page: folders of faces, their figures, ages, child identities and problems. */
package dev.interproto.desktop.datasets;
