package dev.interproto.desktop.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
    private final ObservableList<String> heads = FXCollections.observableArrayList("arcface");
    private final ObservableList<KnownDataset> datasets = FXCollections.observableArrayList();

    SweepForm(Workspace workspace, Messages messages) {
        this.workspace = workspace;
        this.messages = messages;
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

    /** The ticked ones. */
    ObservableList<String> heads() {
        return heads;
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
        require(!heads.isEmpty(), "sweeps.new.noHead");
        require(!datasets.isEmpty(), "sweeps.new.noDataset");
        SweepPlan plan =
                new SweepPlan(
                        name.get().strip(),
                        preset.get().name().toLowerCase(Locale.ROOT),
                        epochs.get().isBlank()
                                ? Map.of()
                                : Map.<String, JsonNode>of(
                                        "epochs",
                                        IntNode.valueOf(
                                                numbers(epochs.get(), Integer::valueOf).get(0))),
                        heads.stream().map(SweepPlan.Method::of).toList(),
                        numbers(lambdas.get(), Double::valueOf),
                        numbers(seeds.get(), Long::valueOf),
                        datasets.stream().map(SweepForm::dataset).toList(),
                        List.of(),
                        List.of());
        SweepFolder.cellsOf(workspace, plan);
        return plan;
    }

    private void require(boolean there, String key) {
        if (!there) {
            throw new UserFacingException(messages.text(key), "", "");
        }
    }

    private <N> List<N> numbers(String text, Function<String, N> parse) {
        try {
            return Arrays.stream(text.split("[,;\\s]+"))
                    .filter(part -> !part.isEmpty())
                    .map(parse)
                    .toList();
        } catch (NumberFormatException e) {
            throw new UserFacingException(messages.text("sweeps.new.noNumber", text), "", "", e);
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
