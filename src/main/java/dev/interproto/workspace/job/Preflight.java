package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.network.Backbone;
import dev.interproto.network.DeviceChoice;
import dev.interproto.training.TrainingConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is looked at before a training starts. */
final class Preflight {
    /** A batch this much larger than the dataset's share leaves no second step in an epoch. */
    private static final int FEWEST_STEPS = 2;

    private Preflight() {}

    static TrainingCheck check(TrainingRequest request, Progress progress) {
        TrainingConfiguration asked = request.configuration();
        validate(asked);
        FaceDataset dataset =
                DatasetOpening.open(request.data(), request.ageLabels(), progress.part(0, 0.7));
        dataset.requireTrainable();
        int[] children =
                new ChildRule(asked.childAge(), asked.childFilter()).childIdentities(dataset);
        List<String> warnings = new ArrayList<>();
        warnAboutChildren(asked, dataset, children.length, warnings);
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
        List<PairList> testSets = openTestSets(request, progress.part(0.7, 1), warnings);
        return new TrainingCheck(
                dataset,
                testSets,
                Arrays.stream(children).boxed().toList(),
                steps,
                warnings);
    }

    private static void warnAboutChildren(
            TrainingConfiguration asked, FaceDataset dataset, int children, List<String> warnings) {
        if (asked.lambdaChild() == 0 || children >= 2) {
            return;
        }
        String rule =
                "at least "
                        + asked.childFilter()
                        + " images of an age below "
                        + asked.childAge();
        warnings.add(
                (children == 0
                                ? "No identity is a child identity ("
                                : "Only one identity is a child identity (")
                        + rule
                        + (dataset.agedCount() == 0 ? "; no image has an age" : "")
                        + "): the Inter-Prototype loss has nothing to push apart and changes"
                        + " nothing.");
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

    private static void validate(TrainingConfiguration asked) {
        Backbone.fromId(asked.backbone());
        DeviceChoice.fromId(asked.device());
        require(asked.epochs() >= 1, "epochs", asked.epochs(), "at least 1");
        require(asked.batchSize() >= 2, "batch size", asked.batchSize(), "at least 2");
        require(
                asked.learningRate() > 0 && asked.learningRate() <= 10,
                "learning rate",
                asked.learningRate(),
                "above 0 and at most 10");
        require(
                asked.lambdaChild() >= 0 && Double.isFinite(asked.lambdaChild()),
                "λ",
                asked.lambdaChild(),
                "0 or more");
        require(asked.childFilter() >= 1, "child filter", asked.childFilter(), "at least 1");
        require(asked.childAge() >= 1, "child age", asked.childAge(), "at least 1");
        require(
                asked.dropout() >= 0 && asked.dropout() < 1,
                "dropout",
                asked.dropout(),
                "from 0 to below 1");
        if (!Set.of("arcface", "cosface").contains(asked.head().name())) {
            throw new UserFacingException(
                    "There is no head called \"" + asked.head().name() + "\".",
                    "Without a margin head there is no loss to train with.",
                    "Choose arcface or cosface.");
        }
    }

    private static void require(boolean holds, String what, Object value, String allowed) {
        if (!holds) {
            throw new UserFacingException(
                    "The " + what + " cannot be " + value + ".",
                    "The training was not started.",
                    "Choose a value " + allowed + ".");
        }
    }
}
