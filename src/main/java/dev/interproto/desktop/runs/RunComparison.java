package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the settings of several runs differ. */
final class RunComparison {
    private final Messages messages;
    private final RunTexts texts;

    /** Where a run has no such setting. */
    private static final String NONE = "–";

    /**
     * One setting.
     *
     * @param values one a run
     */
    record Row(String setting, List<String> values) {
        Row {
            values = List.copyOf(values);
        }
    }

    RunComparison(Messages messages) {
        this.messages = messages;
        this.texts = new RunTexts(messages);
    }

    /** The settings in which the runs differ; all of them for a single run. */
    List<Row> differences(List<RunRow> runs) {
        List<Map<String, String>> columns = runs.stream().map(this::settings).toList();
        List<Row> rows = new ArrayList<>();
        if (columns.isEmpty()) {
            return rows;
        }
        // Not every head has the same options.
        Set<String> all = new LinkedHashSet<>();
        columns.forEach(column -> all.addAll(column.keySet()));
        for (String setting : all) {
            List<String> values =
                    columns.stream().map(column -> column.getOrDefault(setting, NONE)).toList();
            if (runs.size() == 1 || new HashSet<>(values).size() > 1) {
                rows.add(new Row(setting, values));
            }
        }
        return rows;
    }

    private Map<String, String> settings(RunRow run) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(messages.text("runs.config.dataset"), run.record().data().name());
        settings.put(messages.text("runs.config.fingerprint"), run.record().data().fingerprint());
        settings.putAll(texts.rows(run.configuration()));
        return settings;
    }
}
