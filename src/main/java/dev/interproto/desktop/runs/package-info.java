/** The runs page: every run of the workspace, compared; and how a run's files are followed. */
package dev.interproto.desktop.runs;
