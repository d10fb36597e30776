package dev.interproto.command;

import dev.interproto.dataset.FaceDataset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto dataset ages undo}. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description =
                "Take the last change of ages back (once more brings it again), or all estimates"
                        + " away.")
final class AgesUndoCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private AgesDataset dataset;

    @Option(names = "--estimates", description = "take away all ages that a model estimated")
    private boolean estimates;

    AgesUndoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        FaceDataset before = dataset.open(console.progress());
        FaceDataset after =
                estimates
                        ? dataset.ages(before).removeEstimates(before, console.progress())
                        : dataset.ages(before).undo(before, console.progress());
        console.print("with age          %d%s", after.agedCount(), AgesText.bySource(after));
        return 0;
    }
}
