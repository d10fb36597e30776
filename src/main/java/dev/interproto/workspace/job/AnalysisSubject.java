package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.workspace.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a dataset and a model's prototypes belong together.
 *
 * @param dataset what is embedded; of a model's own training set the identities it was trained on
 * @param child whether each identity of the dataset is a child identity
 * @param own a prototype for each identity of the dataset, where it is what the model was trained
 *     on
 * @param foreign prototypes that are not the dataset's identities', where it is known which are
 *     children's
 * @param notes what cannot be measured, and why
 */
record AnalysisSubject(
        Optional<FaceDataset> dataset,
        boolean[] child,
        Optional<float[][]> own,
        Optional<IdentityVectors> foreign,
        List<String> notes) {

    /**
     * @param data the dataset, where there is one
     * @param trained whether the dataset is what the run says it was trained on
     * @throws UserFacingException where there is nothing to analyse
     */
    static AnalysisSubject of(
            EmbeddingModel model, Optional<FaceDataset> data, boolean trained, ChildRule rule) {
        Optional<IdentityVectors> prototypes = model.prototypes();
        if (data.isPresent()) {
            return of(model, data.get(), prototypes, trained, rule);
        }
        Optional<IdentityVectors> known =
                prototypes.filter(found -> model.home() instanceof RunFolder);
        if (known.isEmpty()) {
            throw new UserFacingException(
                    "There is no dataset to analyse \"" + model.home().name() + "\" with.",
                    "A model from elsewhere does not say whose faces it was trained on.",
                    "Name a dataset with --data.");
        }
        return new AnalysisSubject(
                Optional.empty(),
                new boolean[0],
                Optional.empty(),
                known,
                List.of(
                        "The training set is no longer where it was: prototypes alone are compared,"
                                + " children as they were in training. Name where it lies now with"
                                + " --data."));
    }

    private static AnalysisSubject of(
            EmbeddingModel model,
            FaceDataset dataset,
            Optional<IdentityVectors> prototypes,
            boolean trained,
            ChildRule rule) {
        Optional<float[][]> all = Optional.empty();
        FaceDataset whose = dataset;
        List<String> notes = new ArrayList<>();
        Optional<IdentityVectors> foreign = Optional.empty();
        if (prototypes.isPresent() && isOf(prototypes.get(), dataset, trained)) {
            Map<String, float[]> byName = byName(prototypes.get());
            BitSet kept = new BitSet();
            for (int i = 0; i < dataset.identityCount(); i++) {
                kept.set(i, byName.containsKey(dataset.identityName(i)));
            }
            whose = dataset.onlyIdentities(kept);
            all = Optional.of(rows(byName, whose));
        } else {
            foreign = prototypes.filter(found -> model.home() instanceof RunFolder);
            notes.add(noAngles(dataset, prototypes, foreign));
        }
        boolean[] child = new boolean[whose.identityCount()];
        int[] children = rule.childIdentities(whose);
        Arrays.stream(children).forEach(identity -> child[identity] = true);
        if (children.length < 2) {
            notes.add(fewChildren(whose, children.length, rule));
        }
        return new AnalysisSubject(Optional.of(whose), child, all, foreign, notes);
    }

    /**
     * Whether prototypes are those of a dataset's identities. Mere numbers as names, which many
     * datasets have, say so only where there are as many.
     */
    private static boolean isOf(IdentityVectors prototypes, FaceDataset dataset, boolean trained) {
        boolean numbers =
                prototypes.identities().stream()
                        .allMatch(name -> name.chars().allMatch(Character::isDigit));
        if (numbers && !trained && dataset.identityCount() != prototypes.identities().size()) {
            return false;
        }
        BitSet found = new BitSet();
        Map<String, float[]> byName = byName(prototypes);
        for (int i = 0; i < dataset.identityCount(); i++) {
            found.set(i, byName.containsKey(dataset.identityName(i)));
        }
        return found.cardinality() == byName.size();
    }

    private static Map<String, float[]> byName(IdentityVectors prototypes) {
        Map<String, float[]> byName = new HashMap<>();
        for (int i = 0; i < prototypes.rows().length; i++) {
            byName.put(prototypes.identities().get(i), prototypes.rows()[i]);
        }
        return byName;
    }

    private static float[][] rows(Map<String, float[]> byName, FaceDataset dataset) {
        float[][] rows = new float[dataset.identityCount()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = byName.get(dataset.identityName(i));
        }
        return rows;
    }

    private static String noAngles(
            FaceDataset dataset,
            Optional<IdentityVectors> prototypes,
            Optional<IdentityVectors> foreign) {
        if (prototypes.isEmpty()) {
            return "The model has no prototypes: angles to them cannot be measured.";
        }
        return "The model was not trained on the identities of "
                + dataset.name()
                + ": angles of its images to their own prototypes cannot be measured."
                + (foreign.isPresent()
                        ? " Children among the prototypes are as they were in training."
                        : " Which of the prototypes are children's is not known.");
    }

    private static String fewChildren(FaceDataset dataset, int children, ChildRule rule) {
        return (children == 0 ? "No identity" : "One identity")
                + " of "
                + dataset.name()
                + " has "
                + rule.childFilter()
                + " images of an age below "
                + rule.childAge()
                + ", so there are no pairs of child identities"
                + (dataset.agedCount() == 0 ? "; no image has an age" : "")
                + ".";
    }
}
