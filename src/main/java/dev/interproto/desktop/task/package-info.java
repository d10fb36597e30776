/** Work in the background: free of JavaFX, so that view models run in tests without a screen. */
package dev.interproto.desktop.task;
