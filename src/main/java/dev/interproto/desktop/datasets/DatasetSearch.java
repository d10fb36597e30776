package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.SearchHit;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.ArrayList;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** Lets Ctrl+K find the workspace's datasets, and the identities of those that are open. */
public final class DatasetSearch {
    /** Beyond this a set's identities are left out: the search must answer while one types. */
    private static final int MOST_IDENTITIES = 100_000;

    private final WorkbenchContext context;

    public DatasetSearch(WorkbenchContext context) {
        this.context = context;
    }

    public List<SearchHit> datasets() {
        return context.workspace().datasets().list().stream()
                .map(
                        known ->
                                new SearchHit(
                                        known.name(),
                                        context.messages().text("datasets.search.dataset"),
                                        Feather.FOLDER,
                                        () ->
                                                context.navigation()
                                                        .open(
                                                                PageId.DATASETS,
                                                                new PageArgument.OfDataset(
                                                                        known.root()))))
                .toList();
    }

    public List<SearchHit> identities() {
        List<SearchHit> hits = new ArrayList<>();
        for (DatasetSummary summary : context.datasets().opened()) {
            FaceDataset dataset = summary.dataset();
            if (dataset.identityCount() > MOST_IDENTITIES) {
                continue;
            }
            String kind = context.messages().text("datasets.search.identity", dataset.name());
            for (int i = 0; i < dataset.identityCount(); i++) {
                String name = dataset.identityName(i);
                hits.add(
                        new SearchHit(
                                name,
                                kind,
                                Feather.USER,
                                () ->
                                        context.navigation()
                                                .open(
                                                        PageId.DATASETS,
                                                        new PageArgument.OfIdentity(
                                                                dataset.root(), name))));
            }
        }
        return hits;
    }
}
