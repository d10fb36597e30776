/** Choosing one of the workspace's runs, the same way on every page. */
package dev.interproto.desktop.run;
