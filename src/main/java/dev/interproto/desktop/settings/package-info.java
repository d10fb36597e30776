/** The settings: theme, workspace, device. */
package dev.interproto.desktop.settings;
