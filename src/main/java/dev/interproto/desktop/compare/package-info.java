/** The page that compares two photographs. */
package dev.interproto.desktop.compare;
