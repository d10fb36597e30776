package dev.interproto.desktop.models;

import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.SearchHit;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.ShelfEntry;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** Lets Ctrl+K find the models of the shelf. */
public final class ModelSearch {
    private final WorkbenchContext context;

    public ModelSearch(WorkbenchContext context) {
        this.context = context;
    }

    public List<SearchHit> models() {
        return new ModelShelf(context.workspace()).entries().stream().map(this::hit).toList();
    }

    private SearchHit hit(ShelfEntry entry) {
        return new SearchHit(
                entry.name(),
                context.messages().text("models.search"),
                Feather.BOX,
                () ->
                        context.navigation()
                                .open(PageId.RUNS, new PageArgument.OfModel(entry.name())));
    }
}
