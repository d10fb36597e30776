package dev.interproto.desktop.datasets;

/** The numbers of the dataset in view, under the rule chosen now. */
record DatasetFigures(
        int images, int identities, int aged, int childIdentities, int childImages, int problems) {}
