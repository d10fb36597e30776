/** Light and dark, the colours that mean something, and the fonts. */
package dev.interproto.desktop.theme;
