package dev.interproto.command;

import dev.interproto.workspace.sweep.BestEvaluations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interproto sweep evaluate}: what the table's intervals and differences rest on. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Evaluate the best checkpoint of each finished cell on each of its test sets, pair"
                    + " by pair, and once its backbone with fresh random weights; sweep table then"
                    + " gives intervals, and differences from a baseline. What was evaluated before"
                    + " is not evaluated again. Exit code 1 where an evaluation failed.")
final class SweepEvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private SweepCommand.Which which;

    @Mixin private JsonOption json;

    SweepEvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BestEvaluations.Outcome outcome = new BestEvaluations(which.open()).run(console.progress());
        json.print(
                console,
                () -> outcome,
                () ->
                        console.print(
                                "%d evaluations made, %d there before, %d failed",
                                outcome.made(), outcome.kept(), outcome.failed().size()));
        outcome.failed()
                .forEach(
                        failure ->
                                console.note(
                                        failure.run()
                                                + " on "
                                                + failure.testSet()
                                                + ": "
                                                + failure.reason()));
        return outcome.failed().isEmpty() ? 0 : 1;
    }
}
