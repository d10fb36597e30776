package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.face.Preprocessing;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelKind;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.StoredEvaluation;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code interproto model}: the models brought from elsewhere. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Bring models from elsewhere, list, show, export and remove them.",
        subcommands = {
            ModelImportCommand.class,
            ModelCommand.ListModels.class,
            ModelCommand.Show.class,
            ModelExportCommand.class,
            ModelCommand.Remove.class
        })
final class ModelCommand extends CommandGroup {

    static ObjectNode asJson(ShelfEntry entry) {
        ObjectNode node = Json.mapper().createObjectNode();
        if (entry instanceof ShelfEntry.Model model) {
            node = Json.mapper().valueToTree(model.record());
        } else if (entry instanceof ShelfEntry.Damaged damaged) {
            node.put("problem", damaged.problem().what());
        }
        node.put("name", entry.name());
        node.put("folder", entry.folder().path().toString());
        return node;
    }

    static String kind(ModelRecord record) {
        return record.kind() == ModelKind.ONNX ? "onnx" : record.backbone().orElse("");
    }

    private static String preprocessing(Preprocessing p) {
        return String.format(
                Locale.ROOT,
                "%s, (x - %s) x %.6g, %d x %d pixels",
                p.colours(),
                p.mean(),
                p.scale(),
                p.size(),
                p.size());
    }

    /** {@code interproto model list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the model shelf, damaged models included.")
    static final class ListModels implements Callable<Integer> {
        private final Console console;
        @Mixin private WorkspaceOption workspace;

        @Mixin private JsonOption json;

        ListModels(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            List<ShelfEntry> entries = new ModelShelf(workspace.open()).entries();
            json.print(
                    console,
                    () -> entries.stream().map(ModelCommand::asJson).toList(),
                    () -> print(entries));
            return 0;
        }

        private void print(List<ShelfEntry> entries) {
            if (entries.isEmpty()) {
                console.print(
                        "No models in %s yet; bring one with: interproto model import FILE",
                        workspace.root());
                return;
            }
            console.print("%-28s %-18s %6s %8s  %s", "model", "kind", "size", "heads", "from");
            entries.forEach(entry -> console.print("%s", line(entry)));
        }

        private static String line(ShelfEntry entry) {
            if (entry instanceof ShelfEntry.Model model) {
                ModelRecord record = model.record();
                return String.format(
                        Locale.ROOT,
                        "%-28s %-18s %6d %8s  %s (%s)",
                        model.name(),
                        kind(record),
                        record.embeddingSize(),
                        record.identities() == 0 ? "-" : Integer.toString(record.identities()),
                        record.source().file(),
                        record.format());
            }
            return String.format(
                    Locale.ROOT,
                    "%-28s %-18s %6s %8s  %s",
                    entry.name(),
                    "damaged",
                    "-",
                    "-",
                    ((ShelfEntry.Damaged) entry).problem().what());
        }
    }

    /** {@code interproto model show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a model of the shelf: what it is, where from, what it scored.")
    static final class Show implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "the model's name")
        private String name;

        @Mixin private WorkspaceOption workspace;

        @Mixin private JsonOption json;

        Show(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ShelfEntry.Model model = new ModelShelf(workspace.open()).model(name);
            List<StoredEvaluation> evaluations = model.folder().evaluations();
            json.print(
                    console,
                    () -> EvaluationPrinter.withEvaluations(asJson(model), evaluations),
                    () -> print(model, evaluations));
            return 0;
        }

        private void print(ShelfEntry.Model model, List<StoredEvaluation> evaluations) {
            ModelRecord record = model.record();
            console.print("model          %s", model.name());
            console.print("folder         %s", model.folder().path());
            console.print("kind           %s", kind(record));
            console.print("embedding      %d numbers", record.embeddingSize());
            console.print("input          %s", preprocessing(record.preprocessing()));
            console.print(
                    "head           %s",
                    record.identities() == 0
                            ? "none"
                            : record.identities() + " prototypes of identities without names");
            console.print("format         %s", record.format());
            console.print("source         %s", record.source().file());
            console.print("sha256         %s", record.source().sha256());
            console.print("imported       %s", record.imported());
            EvaluationPrinter.print(console, evaluations);
        }
    }

    /** {@code interproto model remove}. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Move a model with its evaluations to the workspace's trash.")
    static final class Remove implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "the model's name")
        private String name;

        @Mixin private WorkspaceOption workspace;

        Remove(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ModelShelf shelf = new ModelShelf(workspace.open());
            ModelFolder folder = shelf.folder(name);
            console.print("Removed %s; it lies in %s", name, shelf.remove(folder).folder());
            return 0;
        }
    }
}
