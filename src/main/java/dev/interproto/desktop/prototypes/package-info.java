/** The page that maps a run's prototypes. */
package dev.interproto.desktop.prototypes;
