package dev.interproto.desktop.training;

import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What a training that is set up trains on, and what it is tested with. Another dataset brings its
 * own test sets, and all of its identities. FX thread only.
 */
final class TrainingData {
    private final Workspace workspace;
    private final ObservableList<KnownDataset> datasets = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<KnownDataset>> dataset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> identities =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<TestSetRequest> testSets = FXCollections.observableArrayList();

    TrainingData(Workspace workspace) {
        this.workspace = workspace;
        dataset.addListener((o, old, now) -> datasetChanged(old, now));
    }

    /** The workspace's datasets, as last read. */
    ObservableList<KnownDataset> datasets() {
        return datasets;
    }

    ObjectProperty<Optional<KnownDataset>> datasetProperty() {
        return dataset;
    }

    /** File of the identities to train on; empty for all of them. */
    ObjectProperty<Optional<Path>> identitiesProperty() {
        return identities;
    }

    ObservableList<TestSetRequest> testSets() {
        return testSets;
    }

    /** Reads the workspace's datasets anew; chooses the newest where none is chosen. */
    void refresh() {
        datasets.setAll(workspace.datasets().list());
        Optional<KnownDataset> same = dataset.get().flatMap(chosen -> known(chosen.root()));
        dataset.set(same.isPresent() || datasets.isEmpty() ? same : Optional.of(newest()));
    }

    /** Chooses a dataset by its root; one the workspace does not know yet is remembered. */
    void choose(Path root) {
        Path given = root.toAbsolutePath().normalize();
        Path folder = RecordDataset.find(given).orElse(given);
        datasets.setAll(workspace.datasets().list());
        if (known(folder).isEmpty()) {
            workspace
                    .datasets()
                    .add(
                            new KnownDataset(
                                    RecordDataset.nameGiver(folder).getFileName().toString(),
                                    folder,
                                    Optional.empty()));
            datasets.setAll(workspace.datasets().list());
        }
        dataset.set(known(folder));
    }

    /** Chooses what another training had. */
    void show(TrainingRequest request) {
        datasets.setAll(workspace.datasets().list());
        dataset.set(
                Optional.of(
                        known(request.data())
                                .orElseGet(
                                        () ->
                                                new KnownDataset(
                                                        request.data().getFileName().toString(),
                                                        request.data(),
                                                        request.ageLabels()))));
        testSets.setAll(request.testSets());
        identities.set(request.identities());
    }

    /** Adds a test set, once. */
    void addTestSet(TestSetRequest testSet) {
        TestSetRequest request =
                new TestSetRequest(
                        testSet.pairs().toAbsolutePath().normalize(),
                        testSet.images().toAbsolutePath().normalize());
        if (!testSets.contains(request)) {
            testSets.add(request);
        }
    }

    private Optional<KnownDataset> known(Path root) {
        return datasets.stream().filter(d -> d.root().equals(root)).findFirst();
    }

    private KnownDataset newest() {
        return datasets.get(datasets.size() - 1);
    }

    private void datasetChanged(Optional<KnownDataset> before, Optional<KnownDataset> now) {
        if (!before.map(KnownDataset::root).equals(now.map(KnownDataset::root))) {
            identities.set(Optional.empty());
        }
        testSets.setAll(now.map(KnownDataset::testSets).orElse(List.of()));
    }
}
