package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.FactList;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.workspace.RunRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;

/** All about one run, in the pane at the right. */
final class RunDetails {
    private final Messages messages;
    private final RunTexts texts;
    private final FactList facts = new FactList();

    RunDetails(Messages messages) {
        this.messages = messages;
        this.texts = new RunTexts(messages);
    }

    Node node() {
        return facts;
    }

    void show(RunRow row) {
        facts.clear();
        RunRecord record = row.record();
        StatusChip chip = new StatusChip(texts);
        chip.show(row.status());
        facts.add(chip);
        record.failure().ifPresent(f -> facts.failure(f.what(), f.meaning(), f.remedy()));
        facts.section(messages.text("runs.details.results"), results(row));
        facts.section(messages.text("runs.details.data"), data(record));
        facts.section(messages.text("runs.details.configuration"), texts.rows(row.configuration()));
        facts.section(messages.text("runs.details.environment"), record.environment());
    }

    private Map<String, String> results(RunRow row) {
        RunRecord record = row.record();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                messages.text("runs.details.epochs"),
                record.epochsDone() + " / " + row.configuration().epochs());
        record.startedFrom()
                .ifPresent(
                        from -> rows.put(messages.text("runs.details.startedFrom"), from.text()));
        rows.put(messages.text("runs.details.step"), Formats.count(record.step()));
        rows.put(messages.text("runs.details.duration"), Formats.duration(row.trained()));
        record.best()
                .forEach(
                        (testSet, best) ->
                                rows.put(
                                        testSet,
                                        messages.text(
                                                "runs.details.best",
                                                Formats.percent(best.accuracy()),
                                                Formats.count(best.pairs()),
                                                best.epoch() + 1)));
        return rows;
    }

    private Map<String, String> data(RunRecord record) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(messages.text("runs.config.dataset"), record.data().name());
        rows.put(messages.text("runs.details.folder"), record.data().root());
        rows.put(messages.text("runs.details.images"), Formats.count(record.data().images()));
        rows.put(
                messages.text("runs.details.identities"),
                Formats.count(record.data().identities()));
        rows.put(
                messages.text("runs.details.children"),
                Formats.count(record.data().childIdentities()));
        RunRecord.DataReference data = record.data();
        if (data.editedAges() + data.estimatedAges() > 0) {
            rows.put(
                    messages.text("runs.details.ages"),
                    messages.text(
                            "runs.details.ages.text",
                            Formats.count(data.editedAges()),
                            Formats.count(data.estimatedAges())));
        }
        return rows;
    }
}
