package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import java.util.Optional;
import java.util.regex.Pattern;

/** A run's name, which follows what is trained until the person types one of their own. */
final class SuggestedRunName {
    private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{N}._+=-]+");

    /** Longer ones do not fit into lists; there must be room for the number of a second run. */
    private static final int LONGEST = 70;

    private final Workspace workspace;
    private final FormField<String> field;
    private String suggested = "";

    SuggestedRunName(Workspace workspace, Messages messages) {
        this.workspace = workspace;
        this.field =
                new FormField<>(
                        "",
                        text ->
                                Optional.of(text)
                                        .filter(Workspace::isRunName)
                                        .filter(name -> workspace.findRun(name).isEmpty()),
                        messages.text("training.field.runName"));
    }

    /** The name as typed; one that a run has already is wrong. */
    FormField<String> field() {
        return field;
    }

    /** Names the run after what it trains, unless the person has named it. */
    void suggest(Optional<KnownDataset> dataset, TrainingForm form) {
        if (!field.textProperty().get().equals(suggested)) {
            return;
        }
        String wanted =
                dataset.map(KnownDataset::name).orElse("run")
                        + "-"
                        + form.backboneProperty().get()
                        + "-"
                        + form.headProperty().get()
                        + form.lambda()
                                .value()
                                .filter(lambda -> lambda != 0)
                                .map(lambda -> "-ip" + RunTexts.number(lambda))
                                .orElse("");
        String fit = UNFIT.matcher(wanted).replaceAll("_").replace("_-", "-");
        suggested = workspace.freeRunName(fit.substring(0, Math.min(LONGEST, fit.length())));
        field.textProperty().set(suggested);
    }
}
