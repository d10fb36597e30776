package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.workspace.sweep.CellState;
import dev.interproto.workspace.sweep.CellStatus;
import dev.interproto.workspace.sweep.SweepFolder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto sweep}: many trainings as one plan, and the table that compares them. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description =
                "Train methods x lambda x seeds x datasets one after another, and compare them in"
                        + " one table.",
        subcommands = {
            SweepCreateCommand.class,
            SweepRunCommand.class,
            SweepCommand.ListSweeps.class,
            SweepCommand.Show.class,
            SweepCommand.Pause.class,
            SweepCommand.Resume.class,
            SweepCommand.Reorder.class,
            SweepEvaluateCommand.class,
            SweepTableCommand.class,
            SweepMapsCommand.class
        })
final class SweepCommand extends CommandGroup {

    /** {@code NAME} and {@code --workspace}. */
    static final class Which {
        @Parameters(index = "0", paramLabel = "NAME", description = "the sweep's name")
        private String name;

        @Mixin private WorkspaceOption workspace;

        SweepFolder open() {
            return SweepFolder.open(workspace.open(), name);
        }
    }

    static String word(CellState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static long count(List<CellStatus> cells, CellState state) {
        return cells.stream().filter(cell -> cell.state() == state).count();
    }

    /** {@code interproto sweep list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the workspace's sweeps.")
    static final class ListSweeps implements Callable<Integer> {
        private final Console console;
        @Mixin private WorkspaceOption workspace;

        @Mixin private JsonOption json;

        ListSweeps(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            List<SweepFolder> sweeps = SweepFolder.list(workspace.open());
            json.print(
                    console,
                    () -> sweeps.stream().map(ListSweeps::asJson).toList(),
                    () -> print(sweeps));
            return 0;
        }

        private static ObjectNode asJson(SweepFolder sweep) {
            List<CellStatus> cells = sweep.statuses();
            ObjectNode node = Json.mapper().createObjectNode().put("name", sweep.name());
            node.put("cells", cells.size());
            for (CellState state : CellState.values()) {
                node.put(state.name().toLowerCase(Locale.ROOT), count(cells, state));
            }
            node.put("paused", sweep.queue().paused());
            node.put("folder", sweep.path().toString());
            return node;
        }

        private void print(List<SweepFolder> sweeps) {
            if (sweeps.isEmpty()) {
                console.print("No sweeps yet; interproto sweep create makes one.");
            }
            for (SweepFolder sweep : sweeps) {
                List<CellStatus> cells = sweep.statuses();
                console.print(
                        "%-24s %d of %d finished, %d failed%s",
                        sweep.name(),
                        count(cells, CellState.FINISHED),
                        cells.size(),
                        count(cells, CellState.FAILED),
                        sweep.queue().paused() ? ", paused" : "");
            }
        }
    }

    /** {@code interproto sweep show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a sweep's cells in the order of its queue.")
    static final class Show implements Callable<Integer> {
        private final Console console;
        @Mixin private Which which;

        @Mixin private JsonOption json;

        Show(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            SweepFolder sweep = which.open();
            List<CellStatus> cells = sweep.statuses();
            json.print(console, () -> asJson(sweep, cells), () -> print(sweep, cells));
            return 0;
        }

        private void print(SweepFolder sweep, List<CellStatus> cells) {
            for (int i = 0; i < cells.size(); i++) {
                CellStatus cell = cells.get(i);
                console.print(
                        "%3d  %-10s %9s  %s%s",
                        i + 1,
                        word(cell.state()),
                        epochs(cell),
                        cell.cell().name(),
                        cell.reason().isEmpty() ? "" : ": " + cell.reason());
            }
            console.print(
                    "%d of %d cells finished.%s",
                    count(cells, CellState.FINISHED),
                    cells.size(),
                    sweep.queue().paused() ? " The sweep is paused." : "");
        }

        private static String epochs(CellStatus cell) {
            return cell.record().map(record -> record.epochsDone()).orElse(0)
                    + "/"
                    + cell.cell().request().configuration().epochs();
        }

        private static ObjectNode asJson(SweepFolder sweep, List<CellStatus> cells) {
            ObjectNode node = Json.mapper().createObjectNode().put("name", sweep.name());
            node.put("folder", sweep.path().toString());
            node.put("paused", sweep.queue().paused());
            ArrayNode array = node.putArray("cells");
            for (CellStatus cell : cells) {
                ObjectNode one = array.addObject().put("run", cell.cell().name());
                one.put("dataset", cell.cell().row().dataset());
                one.put("method", cell.cell().row().title());
                one.put("lambda", cell.cell().row().lambda());
                one.put("seed", cell.cell().seed());
                one.put("state", cell.state().name().toLowerCase(Locale.ROOT));
                one.put("reason", cell.reason());
                one.put("epochs_done", cell.record().map(r -> r.epochsDone()).orElse(0));
                one.put("epochs", cell.cell().request().configuration().epochs());
            }
            return node;
        }
    }

    /** {@code interproto sweep pause}. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Begin no further cell; the one in training goes on to its end.")
    static final class Pause implements Callable<Integer> {
        private final Console console;
        @Mixin private Which which;

        Pause(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            SweepFolder sweep = which.open();
            sweep.pause(true);
            console.note("Paused. Go on with: interproto sweep resume \"" + sweep.name() + "\"");
            return 0;
        }
    }

    /** {@code interproto sweep resume}. */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Take back a pause; sweep run, or the desktop, then goes on.")
    static final class Resume implements Callable<Integer> {
        private final Console console;
        @Mixin private Which which;

        Resume(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            SweepFolder sweep = which.open();
            sweep.pause(false);
            console.note("Go on with: interproto sweep run \"" + sweep.name() + "\"");
            return 0;
        }
    }

    /** {@code interproto sweep reorder}. */
    @Command(
            name = "reorder",
            mixinStandardHelpOptions = true,
            description = "Put cells in front of the queue, in the order given, or at its end.")
    static final class Reorder implements Callable<Integer> {
        private final Console console;
        @Spec private CommandSpec spec;
        @Mixin private Which which;

        @Parameters(
                index = "1..*",
                paramLabel = "CELL",
                arity = "1..*",
                description =
                        "a cell's run name, or a part of it, which stands for all cells that have"
                                + " it")
        private List<String> parts;

        @Option(names = "--last", description = "at the end instead")
        private boolean last;

        Reorder(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            SweepFolder sweep = which.open();
            List<String> all = sweep.statuses().stream().map(cell -> cell.cell().name()).toList();
            List<String> moved =
                    parts.stream().flatMap(part -> named(all, part).stream()).distinct().toList();
            sweep.move(moved, last);
            console.note(
                    moved.size()
                            + (moved.size() == 1 ? " cell" : " cells")
                            + " moved to the "
                            + (last ? "end." : "front."));
            return 0;
        }

        private List<String> named(List<String> all, String part) {
            if (all.contains(part)) {
                return List.of(part);
            }
            List<String> found = all.stream().filter(name -> name.contains(part)).toList();
            if (found.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "No cell has \"" + part + "\" in its name (see: sweep show)");
            }
            return found;
        }
    }
}
