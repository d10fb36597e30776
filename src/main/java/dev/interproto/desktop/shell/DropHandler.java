package dev.interproto.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files dropped anywhere in the window. Handlers are asked in order, those of the page in front
 * first; pages need not have been opened.
 */
public interface DropHandler {

    /** Where the files will be shown. */
    PageId page();

    /**
     * What would be done with the files, as one sentence to the person; empty where they are not
     * for this handler. Called while the person drags: looks at names and kinds only.
     */
    Optional<String> offer(List<Path> files);

    /** Does it; usually opens the page with the files as argument. */
    void accept(List<Path> files);
}
