/**
 * The window around the pages: navigation, page frame, status bar, task list, log, search, help,
 * notifications, drag and drop. A page knows only {@code Page}, {@code PageModel} and {@code
 * WorkbenchContext}; the shell knows no page.
 */
package dev.interproto.desktop.shell;
