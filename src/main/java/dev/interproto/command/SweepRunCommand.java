package dev.interproto.command;

import dev.interproto.training.TrainingControl;
import dev.interproto.workspace.job.TrainingCheck;
import dev.interproto.workspace.job.TrainingJob;
import dev.interproto.workspace.job.TrainingRequest;
import dev.interproto.workspace.sweep.CellStatus;
import dev.interproto.workspace.sweep.SweepCell;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepRunner;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto sweep run}: trains what is left of a sweep. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Train a sweep's cells one after another. Finished cells are never trained again."
                    + " Ctrl+C stops after the batch with the state saved; the same command goes"
                    + " on. Exit code 0 when no cell is left or as many as asked for were trained,"
                    + " 1 when it was stopped, is paused, or a cell failed.")
final class SweepRunCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private SweepCommand.Which which;

    @Option(names = "--max-cells", paramLabel = "N", description = "end after so many cells")
    private Integer most;

    @Option(names = "--retry-failed", description = "try cells that failed once more")
    private boolean retryFailed;

    @Mixin private JsonOption json;

    SweepRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (most != null && most < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--max-cells must be 1 or more");
        }
        SweepFolder sweep = which.open();
        TrainingControl control = new TrainingControl();
        SweepRunner.Outcome outcome;
        try (StopOnInterrupt interrupt = new StopOnInterrupt(control, console)) {
            outcome =
                    new SweepRunner(
                                    sweep,
                                    request -> train(sweep, request, control),
                                    control::isStopping,
                                    new Printer())
                            .run(most == null ? Integer.MAX_VALUE : most, retryFailed);
        }
        if (json.isAsked()) {
            console.printJson(outcome);
        }
        console.note(
                switch (outcome.end()) {
                    case NOTHING_LEFT ->
                            "Nothing is left to train"
                                    + (outcome.failed() == 0
                                            ? "."
                                            : "; " + outcome.failed() + " cells failed.");
                    case ENOUGH -> outcome.trained() + " cells trained, as asked for.";
                    case PAUSED ->
                            "The sweep is paused. Go on with: interproto sweep resume \""
                                    + sweep.name()
                                    + "\"";
                    case STOPPED ->
                            "Stopped with the state saved. Go on with: interproto sweep run \""
                                    + sweep.name()
                                    + "\"";
                });
        boolean through =
                outcome.end() == SweepRunner.End.NOTHING_LEFT
                        || outcome.end() == SweepRunner.End.ENOUGH;
        return through && outcome.failed() == 0 ? 0 : 1;
    }

    private void train(SweepFolder sweep, TrainingRequest request, TrainingControl control) {
        TrainingJob job = new TrainingJob(sweep.workspace(), request);
        TrainingCheck check = job.check(console.progress());
        job.run(check, control, new TrainingPrinter(console, check), console.progress());
    }

    /** Cells as lines. */
    private final class Printer implements SweepRunner.Listener {
        @Override
        public void begins(SweepCell cell, int place, int of) {
            console.note("Cell " + place + " of " + of + ": " + cell.name());
        }

        @Override
        public void ended(CellStatus cell) {
            console.note(
                    "Cell "
                            + cell.cell().name()
                            + " "
                            + SweepCommand.word(cell.state())
                            + (cell.reason().isEmpty() ? "." : ": " + cell.reason()));
        }
    }
}
