/**
 * The JavaFX workbench. This package starts it and puts it together; {@code shell} is the window
 * around the pages, one package holds each page, and {@code task}, {@code theme}, {@code chart} and
 * {@code control} are what the pages share. Views hold no logic and nothing here computes results:
 * the commands do the same jobs with the same services.
 */
package dev.interproto.desktop;
