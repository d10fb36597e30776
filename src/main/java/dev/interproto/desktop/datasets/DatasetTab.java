package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.workspace.KnownDataset;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
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

        /** Brings a tab of the page to the front. */
        void front(DatasetTab tab);

        /** Shows the dataset in view with other ages; nothing is read from its folder. */
        void changed(DatasetSummary summary);

        /** Takes the ages of the dataset in view from a file; from its file names where empty. */
        void useAgeLabels(Optional<Path> file);

        /** Below which age an image is a child's; the overview's slider moves with it. */
        IntegerProperty childAge();

        /** How many child images make a child identity; the overview's slider moves with it. */
        IntegerProperty childFilter();
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
