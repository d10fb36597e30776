package dev.interproto.desktop.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEstimate;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.sweep.SweepCell;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A sweep that is being set up. FX thread only, but for the estimate. */
final class SweepForm {
    /** The paper's. */
    private static final String SEEDS = "4885, 1234, 5678";

    private final Workspace workspace;
    private final Messages messages;
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<TrainingPreset> preset =
            new SimpleObjectProperty<>(TrainingPreset.SMALL);
    private final StringProperty epochs = new SimpleStringProperty("");
    private final StringProperty lambdas = new SimpleStringProperty("0, 1");
    private final StringProperty seeds = new SimpleStringProperty(SEEDS);
    private final MethodsForm methods;
    private final StartsForm starts;
    private final ObservableList<KnownDataset> datasets = FXCollections.observableArrayList();
    private final ObservableList<SweepPlan.Exclusion> exclusions =
            FXCollections.observableArrayList();

    SweepForm(Workspace workspace, Messages messages) {
        this.workspace = workspace;
        this.messages = messages;
        this.methods = new MethodsForm(messages);
        this.starts = new StartsForm(messages);
    }

    StringProperty nameProperty() {
        return name;
    }

    ObjectProperty<TrainingPreset> presetProperty() {
        return preset;
    }

    /** Of each training; empty for the preset's. */
    StringProperty epochsProperty() {
        return epochs;
    }

    /** Numbers parted by commas. */
    StringProperty lambdasProperty() {
        return lambdas;
    }

    /** Whole numbers parted by commas. */
    StringProperty seedsProperty() {
        return seeds;
    }

    MethodsForm methods() {
        return methods;
    }

    StartsForm starts() {
        return starts;
    }

    /** Combinations that are left out. */
    ObservableList<SweepPlan.Exclusion> exclusions() {
        return exclusions;
    }

    /** The ticked ones. */
    ObservableList<KnownDataset> datasets() {
        return datasets;
    }

    /** The datasets there are to tick. */
    List<KnownDataset> known() {
        return workspace.datasets().list();
    }

    /**
     * What is set up.
     *
     * @throws UserFacingException for the first thing that is missing or makes no sense
     */
    SweepPlan plan() {
        require(!name.get().isBlank(), "sweeps.new.noName");
        require(!datasets.isEmpty(), "sweeps.new.noDataset");
        SweepPlan plan = combinations(exclusions);
        SweepFolder.cellsOf(workspace, plan);
        return plan;
    }

    /**
     * What can be left out of what is set up; a name and datasets may be missing yet.
     *
     * @throws UserFacingException where something makes no sense
     */
    SweepPlan combinations() {
        return combinations(List.of());
    }

    private SweepPlan combinations(List<SweepPlan.Exclusion> without) {
        require(!methods.ticked().isEmpty(), "sweeps.new.noHead");
        return new SweepPlan(
                name.get().strip(),
                preset.get().name().toLowerCase(Locale.ROOT),
                settings(),
                methods.methods(),
                Numbers.of(lambdas.get(), Double::valueOf, messages),
                Numbers.of(seeds.get(), Long::valueOf, messages),
                datasets.stream().map(SweepForm::dataset).toList(),
                starts.starts(),
                without);
    }

    private Map<String, JsonNode> settings() {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        if (!epochs.get().isBlank()) {
            int number = Numbers.of(epochs.get(), Integer::valueOf, messages).get(0);
            settings.put("epochs", IntNode.valueOf(number));
        }
        starts.backbone().ifPresent(id -> settings.put("backbone", TextNode.valueOf(id)));
        return settings;
    }

    private void require(boolean there, String key) {
        if (!there) {
            throw new UserFacingException(messages.text(key), "", "");
        }
    }

    private static SweepPlan.Dataset dataset(KnownDataset known) {
        return new SweepPlan.Dataset(
                Optional.of(known.name()),
                known.root().toString(),
                known.ageLabels().map(Path::toString),
                known.testSets().stream()
                        .map(
                                set ->
                                        new SweepPlan.TestSet(
                                                set.pairs().toString(),
                                                Optional.of(set.images().toString())))
                        .toList());
    }

    /** Writes the sweep down. */
    SweepFolder create() {
        return SweepFolder.create(workspace, plan(), workspace.root());
    }

    /** A thread on which networks may be built. */
    @FunctionalInterface
    interface NetworkThread {
        <T> T call(Callable<T> work) throws Exception;
    }

    /**
     * How long all of it will take on this machine, evaluation left out: one short measurement a
     * dataset. Not on the FX thread.
     *
     * @param cells of {@link #plan}
     * @param known the datasets they train on
     * @param thread measures
     */
    static Duration estimate(
            List<SweepCell> cells,
            List<KnownDataset> known,
            DatasetLibrary library,
            NetworkThread thread,
            Progress progress)
            throws Exception {
        double seconds = 0;
        for (int i = 0; i < known.size(); i++) {
            KnownDataset dataset = known.get(i);
            Progress own = progress.part((double) i / known.size(), (i + 1.0) / known.size());
            List<SweepCell> mine =
                    cells.stream()
                            .filter(cell -> cell.request().data().equals(dataset.root()))
                            .toList();
            if (mine.isEmpty()) {
                continue;
            }
            TrainingConfiguration first = mine.get(0).request().configuration();
            DatasetSummary summary = library.open(dataset, own.part(0, 0.4));
            int children =
                    summary.childIdentities(new ChildRule(first.childAge(), first.childFilter()))
                            .length;
            TrainingEstimate measured =
                    thread.call(
                            () ->
                                    TrainingEstimate.measure(
                                            first,
                                            summary.images(),
                                            summary.identities(),
                                            children,
                                            own.part(0.4, 1)));
            for (SweepCell cell : mine) {
                seconds +=
                        measured.epoch().toMillis()
                                / 1000.0
                                * cell.request().configuration().epochs();
            }
        }
        return Duration.ofSeconds((long) seconds);
    }
}
