/** The datasets page's tab of pair lists: looked into, and built. */
package dev.interproto.desktop.pairs;
