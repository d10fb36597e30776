package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.dataset.pairs.TrainedIdentities;
import dev.interproto.training.ConfigurationCheck;
import dev.interproto.training.StartingWeights;
import dev.interproto.training.TrainingConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What is looked at before a training starts. */
final class Preflight {
    /** A batch this much larger than the dataset's share leaves no second step in an epoch. */
    private static final int FEWEST_STEPS = 2;

    private Preflight() {}

    static TrainingCheck check(
            DatasetOpening opening,
            TrainingRequest request,
            Optional<EmbeddingModel> init,
            Progress progress) {
        TrainingConfiguration asked = request.configuration();
        ConfigurationCheck.require(asked);
        init.flatMap(EmbeddingModel::weights)
                .ifPresent(weights -> StartingWeights.require(weights, asked));
        requireChildRule(asked);
        List<String> warnings = new ArrayList<>();
        FaceDataset dataset =
                chosen(
                        opening.open(request.data(), request.ageLabels(), progress.part(0, 0.7)),
                        request,
                        warnings);
        dataset.requireTrainable();
        int[] children =
                new ChildRule(asked.childAge(), asked.childFilter()).childIdentities(dataset);
        warnAboutChildren(asked, dataset, children.length, warnings);
        warnAboutEstimates(asked, dataset, children.length, warnings);
        if (asked.head().learnsFromAges() && dataset.agedCount() < dataset.size()) {
            warnings.add(
                    asked.head().title()
                            + " learns from ages, and "
                            + dataset.agedCount()
                            + " of "
                            + dataset.size()
                            + " images have one: the others teach identity only.");
        }
        int rest = dataset.size() % asked.batchSize();
        int steps = dataset.size() / asked.batchSize() + (rest >= 2 ? 1 : 0);
        if (steps < FEWEST_STEPS) {
            warnings.add(
                    "The dataset's "
                            + dataset.size()
                            + " images make only "
                            + steps
                            + " batch of "
                            + asked.batchSize()
                            + ": a smaller batch size would learn faster.");
        }
        if (!dataset.problems().isEmpty()) {
            warnings.add(
                    dataset.problems().size()
                            + " problems were found in the dataset; the first: "
                            + dataset.problems().get(0).where()
                            + ": "
                            + dataset.problems().get(0).what());
        }
        List<PairList> testSets = openTestSets(request, progress.part(0.7, 0.8), warnings);
        testSets.forEach(list -> warnAboutShared(dataset, list, progress.part(0.8, 0.9), warnings));
        ConfigurationCheck.requireFits(
                asked, dataset, testSets.stream().map(PairList::name).toList());
        OverlapCheck overlap = new OverlapCheck(opening, OverlapCheck.Depth.GLANCE);
        for (PairList list : testSets) {
            overlap.between(dataset, list, progress.part(0.9, 1))
                    .ofImages()
                    .ifPresent(
                            sentence -> warnings.add("Test set " + list.name() + ": " + sentence));
        }
        return new TrainingCheck(
                dataset, testSets, Arrays.stream(children).boxed().toList(), steps, warnings);
    }

    private static FaceDataset chosen(
            FaceDataset dataset, TrainingRequest request, List<String> warnings) {
        if (request.identities().isEmpty()) {
            return dataset;
        }
        IdentityNames names = IdentityNames.read(request.identities().get());
        List<String> unknown = names.notIn(dataset);
        if (!unknown.isEmpty()) {
            warnings.add(
                    unknown.size()
                            + " of the "
                            + names.names().size()
                            + " names of "
                            + names.source()
                            + " are no identities of the dataset, such as "
                            + unknown.get(0)
                            + ".");
        }
        return names.only(dataset);
    }

    /** A network that knows the people of a test tells little about people it does not know. */
    private static void warnAboutShared(
            FaceDataset dataset, PairList list, Progress progress, List<String> warnings) {
        List<String> shared = TrainedIdentities.shared(dataset, list, progress);
        if (!shared.isEmpty()) {
            warnings.add(
                    "Test set "
                            + list.name()
                            + ": "
                            + shared.size()
                            + (shared.size() == 1 ? " identity is" : " identities are")
                            + " trained on, such as "
                            + shared.get(0)
                            + ". Its accuracy will be too good; leave them out of the training"
                            + " (--identities) or of the test set.");
        }
    }

    private static void warnAboutChildren(
            TrainingConfiguration asked, FaceDataset dataset, int children, List<String> warnings) {
        if (asked.lambdaChild() == 0 || children >= 2) {
            return;
        }
        String rule =
                "at least " + asked.childFilter() + " images of an age below " + asked.childAge();
        warnings.add(
                (children == 0
                                ? "No identity is a child identity ("
                                : "Only one identity is a child identity (")
                        + rule
                        + (dataset.agedCount() == 0 ? "; no image has an age" : "")
                        + "): the Inter-Prototype loss has nothing to push apart and changes"
                        + " nothing.");
    }

    private static void warnAboutEstimates(
            TrainingConfiguration asked, FaceDataset dataset, int children, List<String> warnings) {
        int estimated = dataset.ageCounts().getOrDefault(AgeSource.ESTIMATED, 0);
        if (estimated == 0) {
            return;
        }
        AgeChanges without =
                sample ->
                        dataset.ageSource(sample)
                                .filter(AgeSource.ESTIMATED::equals)
                                .map(s -> new AgeChanges.Change(OptionalInt.empty(), s));
        int certain =
                new ChildRule(asked.childAge(), asked.childFilter())
                        .childIdentities(dataset.withAges(without))
                        .length;
        warnings.add(
                estimated
                        + " ages are a model's estimates: of "
                        + children
                        + " child identities "
                        + certain
                        + " would be such without them.");
    }

    private static List<PairList> openTestSets(
            TrainingRequest request, Progress progress, List<String> warnings) {
        List<PairList> opened = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var testSet : request.testSets()) {
            PairList list = DatasetOpening.open(testSet, progress);
            if (!names.add(list.name())) {
                throw new UserFacingException(
                        "Two test sets are called \"" + list.name() + "\".",
                        "Their results and best checkpoints would overwrite each other.",
                        "Rename one of the pair lists.");
            }
            if (!list.missing().isEmpty()) {
                warnings.add(
                        "Test set "
                                + list.name()
                                + ": "
                                + list.missing().size()
                                + " of "
                                + (list.missing().size() + list.pairs().size())
                                + " pairs lack an image and are left out.");
            }
            opened.add(list);
        }
        return opened;
    }

    private static void requireChildRule(TrainingConfiguration asked) {
        if (asked.childAge() < 1 || asked.childFilter() < 1) {
            throw new UserFacingException(
                    "Child age "
                            + asked.childAge()
                            + " with child filter "
                            + asked.childFilter()
                            + " makes no rule.",
                    "No child identity could be told.",
                    "Choose values of 1 or more; the paper's are 13 and 10.");
        }
    }
}
