package dev.interproto.desktop.models;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.FactList;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.face.Preprocessing;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.StoredEvaluation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;

/** All about one model, in the pane at the right. */
final class ModelDetails {
    private final Messages messages;
    private final FactList facts = new FactList();

    ModelDetails(Messages messages) {
        this.messages = messages;
    }

    Node node() {
        return facts;
    }

    void show(ModelRow row) {
        facts.clear();
        if (row.entry() instanceof ShelfEntry.Damaged damaged) {
            UserFacingException problem = damaged.problem();
            facts.failure(problem.what(), problem.meaning(), problem.remedy());
        }
        row.record().ifPresent(record -> show(row, record));
    }

    private void show(ModelRow row, ModelRecord record) {
        Map<String, String> model = new LinkedHashMap<>();
        model.put(messages.text("models.column.kind"), row.kind(messages));
        model.put(messages.text("models.column.embedding"), Formats.count(record.embeddingSize()));
        model.put(
                messages.text("models.column.prototypes"),
                record.identities() == 0
                        ? messages.text("models.details.noHead")
                        : Formats.count(record.identities()));
        facts.section(messages.text("models.details.model"), model);
        Preprocessing p = record.preprocessing();
        facts.section(
                messages.text("models.details.input"),
                Map.of(
                        messages.text("models.details.pixels"),
                        messages.text(
                                "models.details.preprocessing",
                                p.colours(),
                                String.format(Locale.ROOT, "%.6g", p.mean()),
                                String.format(Locale.ROOT, "%.6g", p.scale()),
                                p.size())));
        Map<String, String> source = new LinkedHashMap<>();
        source.put(messages.text("models.column.format"), record.format());
        source.put(messages.text("models.column.file"), record.source().file());
        source.put(messages.text("models.details.sha256"), record.source().sha256());
        source.put(messages.text("models.column.imported"), ModelsTable.when(record.imported()));
        facts.section(messages.text("models.details.source"), source);
        if (!row.evaluations().isEmpty()) {
            Map<String, String> results = new LinkedHashMap<>();
            for (StoredEvaluation stored : row.evaluations()) {
                results.put(
                        stored.report().testSet(),
                        messages.text(
                                "models.details.accuracy",
                                Formats.percent(stored.report().bestThresholdAccuracy()),
                                Formats.count(stored.report().pairs())));
            }
            facts.section(messages.text("models.details.results"), results);
        }
    }
}
