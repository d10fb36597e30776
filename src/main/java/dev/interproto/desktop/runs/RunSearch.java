package dev.interproto.desktop.runs;

import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.SearchHit;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** Lets Ctrl+K find the workspace's runs. */
public final class RunSearch {
    private final WorkbenchContext context;

    public RunSearch(WorkbenchContext context) {
        this.context = context;
    }

    public List<SearchHit> runs() {
        return context.workspace().runFolders().stream()
                .map(
                        run ->
                                new SearchHit(
                                        run.name(),
                                        context.messages().text("runs.search"),
                                        Feather.ACTIVITY,
                                        () ->
                                                context.navigation()
                                                        .open(
                                                                PageId.TRAINING,
                                                                new PageArgument.OfRun(
                                                                        run.name()))))
                .toList();
    }
}
