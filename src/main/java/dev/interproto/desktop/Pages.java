package dev.interproto.desktop;

import dev.interproto.desktop.ages.AgeTabs;
import dev.interproto.desktop.alignment.AlignmentDrops;
import dev.interproto.desktop.compare.CompareDrops;
import dev.interproto.desktop.compare.ComparePage;
import dev.interproto.desktop.datasets.DatasetDrops;
import dev.interproto.desktop.datasets.DatasetSearch;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.datasets.DatasetsPage;
import dev.interproto.desktop.duplicates.DuplicatesTab;
import dev.interproto.desktop.models.ModelDrops;
import dev.interproto.desktop.models.ModelSearch;
import dev.interproto.desktop.pairs.PairsTab;
import dev.interproto.desktop.prototypes.PrototypesPage;
import dev.interproto.desktop.runs.RunSearch;
import dev.interproto.desktop.runs.RunsPage;
import dev.interproto.desktop.settings.SettingsPage;
import dev.interproto.desktop.shell.DropHandler;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageNavigator;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.sweeps.SweepsSection;
import dev.interproto.desktop.training.TrainingDrops;
import dev.interproto.desktop.training.TrainingPage;
import dev.interproto.desktop.training.TrainingThread;
import dev.interproto.desktop.verification.VerificationDrops;
import dev.interproto.desktop.verification.VerificationPage;
import java.util.ArrayList;
import java.util.List;

/** The one place that names all pages, what they take when dropped, and what they can find. */
final class Pages {
    private final WorkbenchContext context;
    private final PairsTab pairs;
    private final TrainingThread training;

    Pages(WorkbenchContext context) {
        this.context = context;
        this.pairs = new PairsTab(context);
        this.training = TrainingThread.into(context.workspace());
    }

    void register(PageNavigator navigator) {
        navigator.register(PageId.DATASETS, given -> new DatasetsPage(given, datasetTabs()));
        navigator.register(PageId.TRAINING, given -> new TrainingPage(given, training));
        navigator.register(
                PageId.RUNS,
                given -> new RunsPage(given, List.of(new SweepsSection(given, training))));
        navigator.register(PageId.PROTOTYPES, PrototypesPage::new);
        navigator.register(PageId.VERIFICATION, VerificationPage::new);
        navigator.register(PageId.COMPARE, ComparePage::new);
        navigator.register(PageId.SETTINGS, SettingsPage::new);
    }

    /** What the datasets page shows beside its overview. */
    private List<DatasetTab> datasetTabs() {
        List<DatasetTab> tabs = new ArrayList<>(AgeTabs.of(context));
        tabs.add(new DuplicatesTab(context));
        tabs.add(pairs);
        return tabs;
    }

    /** In the order in which they are asked. */
    List<DropHandler> dropHandlers() {
        return List.of(
                new AlignmentDrops(context.navigation(), context.messages()),
                new DatasetDrops(context.navigation(), context.messages()),
                pairs.drops(),
                new ModelDrops(context.navigation(), context.messages()),
                new TrainingDrops(context.navigation(), context.messages()),
                new VerificationDrops(context.navigation(), context.messages()),
                new CompareDrops(context.navigation(), context.messages()));
    }

    /** What the pages let Ctrl+K find, also before they have been opened. */
    void registerSearch() {
        DatasetSearch datasets = new DatasetSearch(context);
        context.search().register(datasets::datasets);
        context.search().register(datasets::identities);
        context.search().register(new RunSearch(context)::runs);
        context.search().register(new ModelSearch(context)::models);
    }
}
