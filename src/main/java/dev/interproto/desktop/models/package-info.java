/** The model shelf: models brought from elsewhere, beside the runs. */
package dev.interproto.desktop.models;
