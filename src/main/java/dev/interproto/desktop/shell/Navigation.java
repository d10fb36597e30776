package dev.interproto.desktop.shell;

/** Brings pages to the front. */
public interface Navigation {

    /** Shows a page with what it is to show. */
    void open(PageId page, PageArgument argument);

    /** Shows a page as it was left. */
    default void open(PageId page) {
        open(page, new PageArgument.None());
    }
}
