package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Messages;
import java.nio.file.Path;
import java.util.List;

/** Dropped files that open a page, which is given them. */
public abstract class PageDrops implements DropHandler {
    protected final Messages messages;
    private final PageId page;
    private final Navigation navigation;

    protected PageDrops(PageId page, Navigation navigation, Messages messages) {
        this.page = page;
        this.navigation = navigation;
        this.messages = messages;
    }

    @Override
    public final PageId page() {
        return page;
    }

    /** How the page is given the files. */
    protected PageArgument argument(List<Path> files) {
        return new PageArgument.OfFiles(files);
    }

    @Override
    public final void accept(List<Path> files) {
        navigation.open(page, argument(files));
    }
}
