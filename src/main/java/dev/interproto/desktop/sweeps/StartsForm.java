package dev.interproto.desktop.sweeps;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.sweep.SweepPlan;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The weights that the trainings of a sweep start from. FX thread only, but for the listing. */
final class StartsForm {
    /**
     * Weights to start from.
     *
     * @param backbone id of the network they are of; empty for fresh ones, which fit any
     */
    record Choice(SweepPlan.Start start, Optional<String> backbone) {
        static final Choice FRESH = new Choice(SweepPlan.Start.FRESH, Optional.empty());
    }

    private static final Logger LOG = LoggerFactory.getLogger(StartsForm.class);

    private final Messages messages;
    private final ObservableList<Choice> known = FXCollections.observableArrayList(Choice.FRESH);
    private final ObservableList<Choice> ticked = FXCollections.observableArrayList(Choice.FRESH);

    StartsForm(Messages messages) {
        this.messages = messages;
    }

    /** Fresh ones, the models of the shelf, and every checkpoint of every run. Reads the disk. */
    static List<Choice> list(Workspace workspace) {
        List<Choice> found = new ArrayList<>();
        found.add(Choice.FRESH);
        new ModelShelf(workspace)
                .models().stream()
                        .filter(model -> model.record().backbone().isPresent())
                        .forEach(
                                model ->
                                        found.add(
                                                new Choice(
                                                        SweepPlan.Start.ofModel(model.name()),
                                                        model.record().backbone())));
        workspace.runFolders().forEach(run -> found.addAll(checkpoints(run)));
        return found;
    }

    private static List<Choice> checkpoints(RunFolder run) {
        try {
            Optional<String> backbone = Optional.of(run.record().configuration().backbone());
            return RunChoice.checkpoints(run).stream()
                    .map(file -> file.getFileName().toString().replaceFirst("\\.npz$", ""))
                    .map(name -> new Choice(SweepPlan.Start.ofRun(run.name(), name), backbone))
                    .toList();
        } catch (UserFacingException | UncheckedIOException e) {
            LOG.warn("The run {} is left out of the starts", run.name(), e);
            return List.of();
        }
    }

    /** Shows what there is now; what is gone is ticked no more. */
    void show(List<Choice> found) {
        ticked.retainAll(found);
        known.setAll(found);
    }

    /** What there is to tick. */
    ObservableList<Choice> known() {
        return known;
    }

    ObservableList<Choice> ticked() {
        return ticked;
    }

    /**
     * The backbone that the ticked ones ask for; empty where only fresh ones are.
     *
     * @throws UserFacingException where they ask for different ones
     */
    Optional<String> backbone() {
        List<String> all =
                ticked.stream().flatMap(choice -> choice.backbone().stream()).distinct().toList();
        if (all.size() > 1) {
            throw new UserFacingException(
                    messages.text("sweeps.new.starts.differ", String.join(", ", all)), "", "");
        }
        return all.stream().findFirst();
    }

    /**
     * @throws UserFacingException where nothing is ticked
     */
    List<SweepPlan.Start> starts() {
        if (ticked.isEmpty()) {
            throw new UserFacingException(messages.text("sweeps.new.starts.none"), "", "");
        }
        return ticked.stream().map(Choice::start).toList();
    }
}
