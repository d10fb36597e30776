/** Charts by JFreeChart in the workbench's look, each saved as PNG, SVG or CSV from its menu. */
package dev.interproto.desktop.chart;
