package dev.interproto.desktop;

import dev.interproto.desktop.shell.PageId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the desktop is started with.
 *
 * @param workspace folder of runs and datasets; created where missing
 * @param page where to begin; the datasets where empty
 * @param run the run, by name, that the page is opened on
 */
public record DesktopOptions(Path workspace, Optional<PageId> page, Optional<String> run) {

    /** On a workspace, at the datasets. */
    public DesktopOptions(Path workspace) {
        this(workspace, Optional.empty(), Optional.empty());
    }
}
