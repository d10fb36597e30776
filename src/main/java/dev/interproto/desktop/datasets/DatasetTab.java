package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.workspace.KnownDataset;
import java.util.Optional;
import javafx.scene.Node;

/**
 * A further tab of the datasets page: one thing that can be seen or done about the dataset in view.
 * All calls on the FX thread.
 */
public interface DatasetTab {

    /** The dataset in view, opened. */
    record Shown(KnownDataset known, DatasetSummary summary) {}

    /** What the tab may ask of the page. */
    interface Host {
        /** Opens the dataset in view anew, as after its ages or exclusions changed. */
        void reopen();

        /** Shows something in the pane at the page's right. */
        void details(String title, Node content);
    }

    /** Short, for the tab. */
    String title();

    /** The tab's content; asked for once, when the tab is first shown. */
    Node view(Host host);

    /**
     * The dataset in view changed, or the tab came into view.
     *
     * @param dataset empty where none is open
     */
    void show(Optional<Shown> dataset);
}
