package dev.interproto.command;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeEdit;
import dev.interproto.dataset.FaceDataset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto dataset ages set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Set the age of one image, or of all images of an identity.")
final class AgesSetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private AgesDataset dataset;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what;

    /** Whose ages. */
    static class Which {
        @Option(names = "--identity", paramLabel = "NAME", description = "all of its images")
        private String identity;

        @Option(
                names = "--image",
                paramLabel = "REL",
                description = "one image, such as Ada/0001.jpg")
        private String image;

        private int[] samples(FaceDataset dataset) {
            int[] found =
                    identity != null
                            ? IntStream.range(0, dataset.identityCount())
                                    .filter(i -> dataset.identityName(i).equals(identity))
                                    .flatMap(i -> samplesOf(dataset, i))
                                    .toArray()
                            : IntStream.range(0, dataset.size())
                                    .filter(s -> dataset.images().relativeName(s).equals(image))
                                    .toArray();
            if (found.length == 0) {
                throw new UserFacingException(
                        dataset.name()
                                + " has no "
                                + (identity != null ? "identity " + identity : "image " + image)
                                + ".",
                        "No age was changed.",
                        "Write the name as the dataset does; an image's begins with its identity's"
                                + " folder.");
            }
            return found;
        }

        private static IntStream samplesOf(FaceDataset dataset, int identity) {
            int first = dataset.firstSample(identity);
            return IntStream.range(first, first + dataset.sampleCount(identity));
        }
    }

    /** What becomes of them. */
    static class What {
        @Option(names = "--age", paramLabel = "N", description = "in years, 0 to 120")
        private Integer age;

        @Option(
                names = "--birth-year",
                paramLabel = "Y",
                description = "the age is the year in the image's file name less this one")
        private Integer birthYear;

        @Option(names = "--none", description = "take the age away: the image counts as an adult's")
        private boolean none;

        private AgeEdit edit() {
            if (age != null) {
                return AgeEdit.ofAge(age);
            }
            return none ? AgeEdit.taken() : AgeEdit.ofBirth(birthYear, Optional.empty());
        }
    }

    AgesSetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AgeEdit edit = what.edit();
        FaceDataset before = dataset.open(console.progress());
        AgeEdit.Outcome outcome = edit.of(before, which.samples(before));
        AgeChanges changes = outcome.changes();
        FaceDataset after = dataset.ages(before).set(before, changes, console.progress());
        console.print("%d ages changed", outcome.changed());
        if (outcome.left() > 0) {
            console.note(
                    outcome.left()
                            + " images kept their age: no year in their file name makes it an age"
                            + " between 0 and 120.");
        }
        console.print("with age          %d%s", after.agedCount(), AgesText.bySource(after));
        return 0;
    }
}
