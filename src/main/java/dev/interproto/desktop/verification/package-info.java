/** The page that measures a run on pair lists and looks at every pair. */
package dev.interproto.desktop.verification;
