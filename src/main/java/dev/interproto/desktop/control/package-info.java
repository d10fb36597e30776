/** Pieces that several pages share: formats, tables, thumbnails, empty states, file dialogs. */
package dev.interproto.desktop.control;
