package dev.interproto.desktop.pairs;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.dataset.pairs.PairBuilder;
import dev.interproto.dataset.pairs.PairRule;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.Observable;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What pairs the person asks for, and how many there would be. FX thread only. */
final class PairForm {

    /** The two kinds of rules. */
    enum Kind {
        CHILD_ADULT,
        AT_RANDOM
    }

    private final TaskRunner tasks;
    private final Messages messages;
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.CHILD_ADULT);
    private final IntegerProperty gap = new SimpleIntegerProperty(PairRule.ChildAdult.GAP);
    private final IntegerProperty childAge =
            new SimpleIntegerProperty(PairRule.ChildAdult.CHILD_AGE);
    private final IntegerProperty perIdentity = new SimpleIntegerProperty(0);
    private final IntegerProperty folds = new SimpleIntegerProperty(PairRule.AtRandom.FOLDS);
    private final IntegerProperty seed = new SimpleIntegerProperty(1234);
    private final ObjectProperty<Optional<Path>> identities =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper possible = new ReadOnlyStringWrapper("");
    private Optional<FaceDataset> dataset = Optional.empty();
    private boolean counting;
    private boolean countAgain;

    PairForm(TaskRunner tasks, Messages messages) {
        this.tasks = tasks;
        this.messages = messages;
        List.<Observable>of(kind, gap, childAge, perIdentity, identities)
                .forEach(property -> property.addListener(o -> count()));
    }

    ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /** Years at least between the two images of a child-adult pair. */
    IntegerProperty gapProperty() {
        return gap;
    }

    /** Below it an image is a child's. */
    IntegerProperty childAgeProperty() {
        return childAge;
    }

    /** Genuine pairs of one identity; 0 for all, or the usual number of random ones. */
    IntegerProperty perIdentityProperty() {
        return perIdentity;
    }

    IntegerProperty foldsProperty() {
        return folds;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    /** File of the identities whose pairs are built; empty for all of them. */
    ObjectProperty<Optional<Path>> identitiesProperty() {
        return identities;
    }

    /** How many pairs there would be, or why there are none; a sentence. */
    ReadOnlyStringProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    void use(Optional<FaceDataset> now) {
        if (!now.equals(dataset)) {
            dataset = now;
            identities.set(Optional.empty());
            possible.set("");
            count();
        }
    }

    PairRule rule() {
        int limit = perIdentity.get();
        return kind.get() == Kind.CHILD_ADULT
                ? new PairRule.ChildAdult(
                        childAge.get(),
                        gap.get(),
                        limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit))
                : new PairRule.AtRandom(
                        limit == 0 ? PairRule.AtRandom.PER_IDENTITY : limit, folds.get());
    }

    /** A name for the list, such as {@code faces-c20}. */
    String suggestedName(String datasetName) {
        String name = datasetName.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        String rule = kind.get() == Kind.CHILD_ADULT ? "-c" + gap.get() : "-random";
        return name + rule + (identities.get().isPresent() ? "-test" : "");
    }

    /** One count at a time: a slider on its way asks far more often than there is time for. */
    private void count() {
        if (dataset.isEmpty()) {
            return;
        }
        if (counting) {
            countAgain = true;
            return;
        }
        counting = true;
        FaceDataset faces = dataset.get();
        PairRule rule = rule();
        Optional<Path> only = identities.get();
        tasks.run(
                new BackgroundTask<>(
                                messages.text("pairs.task.count"),
                                progress ->
                                        PairBuilder.count(
                                                only.map(IdentityNames::read)
                                                        .map(names -> names.only(faces))
                                                        .orElse(faces),
                                                rule,
                                                progress))
                        .onSuccess(found -> possible.set(words(found)))
                        .onFailure(failure -> possible.set(String.valueOf(failure.getMessage())))
                        .onEnd(this::countedOnce));
    }

    private void countedOnce() {
        counting = false;
        if (countAgain) {
            countAgain = false;
            count();
        }
    }

    private String words(PairBuilder.Possible found) {
        return found.genuine() == 0
                ? messages.text("pairs.form.none", Formats.count(found.children()))
                : messages.text(
                        "pairs.form.possible",
                        Formats.count(found.genuine()),
                        Formats.count(found.identities()));
    }
}
