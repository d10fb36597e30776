/**
 * Figures drawn without a screen, for reports and for saving a page's picture: curves, prototype
 * maps, ROC, histograms; PNG or SVG by the file's ending.
 */
package dev.interproto.workspace.report;
