package dev.interproto.desktop.datasets;

import dev.interproto.dataset.layout.DatasetSurvey;
import dev.interproto.dataset.layout.FoundFaces;
import dev.interproto.dataset.layout.FoundTestSet;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.job.SurveyedDatasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** What was found where the person pointed, to be taken whole or in part. */
final class SurveyChoice {
    private final DatasetSurvey survey;
    private final Messages messages;
    private final List<Item> items = new ArrayList<>();

    /** A training set or a test set that can be taken. */
    static final class Item {
        private final What what;
        private final String title;
        private final String detail;
        private final List<String> missing;
        private final BooleanProperty taken = new SimpleBooleanProperty(true);

        private Item(What what, String title, String detail, List<String> missing) {
            this.what = what;
            this.title = title;
            this.detail = detail;
            this.missing = missing;
        }

        String title() {
            return title;
        }

        /** How much it is, and where it lies. */
        String detail() {
            return detail;
        }

        List<String> missing() {
            return missing;
        }

        /** Whether it shall be added; at first all are. */
        BooleanProperty takenProperty() {
            return taken;
        }
    }

    private sealed interface What {
        record Faces(FoundFaces faces) implements What {}

        record Tests(FoundTestSet set) implements What {}
    }

    SurveyChoice(DatasetSurvey survey, Messages messages) {
        this.survey = survey;
        this.messages = messages;
        boolean anyTraining = !survey.trainingSets().isEmpty();
        for (FoundFaces faces : survey.faces()) {
            if (faces.kind().hasIdentities() && (faces.isTrainingSet() || !anyTraining)) {
                items.add(
                        new Item(
                                new What.Faces(faces),
                                messages.text("datasets.survey.faces", faces.name()),
                                detail(faces),
                                faces.missing()));
            }
        }
        for (FoundTestSet set : survey.testSets()) {
            items.add(
                    new Item(
                            new What.Tests(set),
                            messages.text("datasets.survey.tests", set.name()),
                            detail(set),
                            set.missing()));
        }
    }

    private String detail(FoundFaces faces) {
        String counts =
                faces.images() == 0
                        ? faces.kind().label()
                        : messages.text(
                                faces.estimated()
                                        ? "datasets.survey.about"
                                        : "datasets.survey.counts",
                                Formats.count(faces.images()),
                                Formats.count(faces.identities()));
        return counts + " · " + faces.ages() + " · " + below(faces.root());
    }

    private String detail(FoundTestSet set) {
        String place = below(set.images());
        return set.complete().isPresent()
                ? messages.text("datasets.survey.pairs", Formats.count(set.complete().getAsInt()))
                        + " · "
                        + place
                : place;
    }

    private String below(Path path) {
        Path folder = survey.folder();
        return path.startsWith(folder) && !path.equals(folder)
                ? folder.relativize(path).toString()
                : path.toString();
    }

    Path folder() {
        return survey.folder();
    }

    List<Item> items() {
        return items;
    }

    /** What is missing of the whole, and what lies there that cannot be taken. */
    List<String> missing() {
        List<String> all = new ArrayList<>();
        for (FoundFaces faces : survey.faces()) {
            boolean isItem =
                    items.stream()
                            .anyMatch(i -> i.what instanceof What.Faces f && f.faces() == faces);
            if (!isItem) {
                faces.missing().forEach(sentence -> all.add(faces.name() + ": " + sentence));
            }
        }
        all.addAll(survey.missing());
        return all;
    }

    /**
     * The chosen items as datasets to remember; test sets alone come with their images.
     *
     * @param known what the workspace remembers already
     */
    List<KnownDataset> datasets(List<KnownDataset> known) {
        Set<FoundFaces> faces = new LinkedHashSet<>();
        List<FoundTestSet> tests = new ArrayList<>();
        for (Item item : items) {
            if (item.taken.get() && item.what instanceof What.Faces f) {
                faces.add(f.faces());
            } else if (item.taken.get() && item.what instanceof What.Tests t) {
                tests.add(t.set());
            }
        }
        if (faces.isEmpty()) {
            survey.faces().stream()
                    .filter(f -> tests.stream().anyMatch(t -> t.images().equals(f.root())))
                    .forEach(faces::add);
        }
        return SurveyedDatasets.of(List.copyOf(faces), tests, known);
    }
}
