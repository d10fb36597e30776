package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The demo faces of a workspace.
 *
 * @param folder all of it
 * @param quick the smaller set
 */
public record DemoSet(Path folder, boolean quick) {
    /** Where a workspace's demo faces lie or will lie. */
    public static DemoSet of(Workspace workspace, boolean quick) {
        return new DemoSet(
                workspace.generatedDatasets().resolve(quick ? "demo-quick" : "demo"), quick);
    }

    /** What is drawn. */
    public DemoFacesOptions options() {
        return quick ? DemoFacesOptions.quick() : DemoFacesOptions.defaults();
    }

    public Path train() {
        return folder.resolve("train");
    }

    public Path ageLabels() {
        return folder.resolve("age-labels.txt");
    }

    /** Photographs for the comparison. */
    public Path photographs() {
        return folder.resolve("photographs");
    }

    /** Faces of some of the people at all ages. */
    public Path contactSheet() {
        return folder.resolve("contact-sheet.png");
    }

    /** Child-adult pairs twenty or more years apart, and less than twenty. */
    public List<TestSetRequest> testSets() {
        return List.of(
                new TestSetRequest(folder.resolve("demo-c20.txt"), folder),
                new TestSetRequest(folder.resolve("demo-small-gap.txt"), folder));
    }

    /** Whether it was drawn to its end: the pair lists are written last. */
    public boolean isComplete() {
        return Files.isRegularFile(ageLabels())
                && testSets().stream().allMatch(set -> Files.isRegularFile(set.pairs()));
    }

    /**
     * Draws the faces where they are not there yet, and makes them known to the workspace.
     *
     * @throws dev.interproto.common.UserFacingException where they cannot be written
     */
    public KnownDataset prepare(Workspace workspace, Progress progress) {
        if (!isComplete()) {
            DemoFaces.write(folder, options(), progress);
        }
        KnownDataset dataset =
                new KnownDataset(
                        quick ? "Demo faces (quick)" : "Demo faces",
                        train(),
                        Optional.of(ageLabels()),
                        testSets());
        if (!workspace.datasets().list().contains(dataset)) {
            workspace.datasets().add(dataset);
        }
        return dataset;
    }
}
