package dev.interproto.desktop.training;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.dataset.pairs.TrainedIdentities;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.training.ConfigurationCheck;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the data of a training that is being set up. Thread-safe; reads the disk. */
final class CostCheck {

    private final DatasetLibrary library;
    private final Messages messages;

    private final Map<TestSetRequest, PairList> pairLists = new ConcurrentHashMap<>();

    CostCheck(DatasetLibrary library, Messages messages) {
        this.library = library;
        this.messages = messages;
    }

    /**
     * @throws dev.interproto.common.UserFacingException where the training could not start
     */
    CostReport check(CostWatch.Settings settings, Progress progress) {
        TrainingConfiguration configuration = settings.configuration();
        List<TestSetRequest> testSets = settings.testSets();
        ConfigurationCheck.require(configuration);
        List<CostReport.Note> notes = new ArrayList<>();
        DatasetSummary all = library.open(settings.dataset(), progress);
        DatasetSummary summary =
                settings.identities().map(list -> only(all, list, notes)).orElse(all);
        summary.dataset().requireTrainable();
        List<PairList> lists = testSets.stream().map(set -> pairs(set, progress)).toList();
        List<String> names = lists.stream().map(PairList::name).toList();
        ConfigurationCheck.requireFits(configuration, summary.dataset(), names);
        ChildRule rule = new ChildRule(configuration.childAge(), configuration.childFilter());
        int children = summary.childIdentities(rule).length;
        noteChildren(configuration, summary, rule, children, notes);
        if (configuration.head().learnsFromAges() && summary.agedImages() < summary.images()) {
            notes.add(
                    new CostReport.Note(
                            true,
                            messages.text(
                                    "training.note.someAges",
                                    configuration.head().title(),
                                    Formats.count(summary.agedImages()),
                                    Formats.count(summary.images()))));
        }
        int steps = stepsPerEpoch(summary.images(), configuration.batchSize());
        if (steps < 2) {
            notes.add(
                    new CostReport.Note(
                            true,
                            messages.text(
                                    "training.note.fewSteps",
                                    Formats.count(summary.images()),
                                    Formats.count(configuration.batchSize()))));
        }
        if (!summary.problems().isEmpty()) {
            notes.add(
                    new CostReport.Note(
                            true,
                            messages.text(
                                    "training.note.problems",
                                    Formats.count(summary.problems().size()))));
        }
        lists.forEach(list -> noteTestSet(summary.dataset(), list, notes, progress));
        if (testSets.isEmpty()) {
            notes.add(new CostReport.Note(false, messages.text("training.note.noTestSets")));
        }
        return new CostReport(
                summary.images(),
                summary.identities(),
                children,
                steps,
                (long) steps * configuration.epochs(),
                names,
                Optional.empty(),
                notes);
    }

    private DatasetSummary only(DatasetSummary all, Path list, List<CostReport.Note> notes) {
        IdentityNames names = IdentityNames.read(list);
        DatasetSummary chosen = new DatasetSummary(names.only(all.dataset()));
        notes.add(
                new CostReport.Note(
                        false,
                        messages.text(
                                "training.note.identities",
                                list.getFileName(),
                                Formats.count(chosen.identities()),
                                Formats.count(all.identities()))));
        List<String> unknown = names.notIn(all.dataset());
        if (!unknown.isEmpty()) {
            notes.add(
                    new CostReport.Note(
                            true,
                            messages.text(
                                    "training.note.unknownIdentities",
                                    list.getFileName(),
                                    Formats.count(unknown.size()),
                                    unknown.get(0))));
        }
        return chosen;
    }

    /** Batches of an epoch: a last one of a single image is left out, as batch norm needs two. */
    static int stepsPerEpoch(int images, int batchSize) {
        return images / batchSize + (images % batchSize >= 2 ? 1 : 0);
    }

    private void noteChildren(
            TrainingConfiguration configuration,
            DatasetSummary summary,
            ChildRule rule,
            int children,
            List<CostReport.Note> notes) {
        if (configuration.lambdaChild() == 0) {
            notes.add(new CostReport.Note(false, messages.text("training.note.lambdaZero")));
        } else if (children == 1) {
            notes.add(new CostReport.Note(true, messages.text("training.note.oneChild")));
        } else if (children == 0) {
            notes.add(
                    new CostReport.Note(
                            true,
                            summary.agedImages() == 0
                                    ? messages.text("training.note.noAges")
                                    : messages.text(
                                            "training.note.noChildren",
                                            rule.childFilter(),
                                            rule.childAge(),
                                            mostChildImages(summary, rule))));
        }
    }

    /** Images below the rule's age of the identity that has most of them. */
    private static int mostChildImages(DatasetSummary summary, ChildRule rule) {
        int most = rule.childFilter() - 1;
        while (most > 0
                && summary.childIdentities(new ChildRule(rule.childAge(), most)).length == 0) {
            most--;
        }
        return most;
    }

    private PairList pairs(TestSetRequest testSet, Progress progress) {
        return pairLists.computeIfAbsent(
                testSet, request -> DatasetOpening.open(request, progress));
    }

    private void noteTestSet(
            FaceDataset dataset, PairList list, List<CostReport.Note> notes, Progress progress) {
        if (list.missing().isEmpty()) {
            notes.add(
                    new CostReport.Note(
                            false,
                            messages.text(
                                    "training.note.pairs",
                                    list.name(),
                                    Formats.count(list.pairs().size()))));
        } else {
            notes.add(
                    new CostReport.Note(
                            true,
                            messages.text(
                                    "training.note.missingPairs",
                                    list.name(),
                                    Formats.count(list.pairs().size()),
                                    Formats.count(list.missing().size()))));
        }
        List<String> shared = TrainedIdentities.shared(dataset, list, progress);
        if (!shared.isEmpty()) {
            notes.add(
                    new CostReport.Note(
                            true,
                            messages.text(
                                    "training.note.sharedIdentities",
                                    list.name(),
                                    Formats.count(shared.size()),
                                    shared.get(0))));
        }
    }
}
