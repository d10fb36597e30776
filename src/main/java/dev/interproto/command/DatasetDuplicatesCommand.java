package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.duplicate.DuplicateGroup;
import dev.interproto.dataset.duplicate.DuplicateGroup.Copy;
import dev.interproto.dataset.duplicate.DuplicateGroup.Kind;
import dev.interproto.dataset.duplicate.DuplicateSearch;
import dev.interproto.dataset.duplicate.Duplicates;
import dev.interproto.dataset.duplicate.PerceptualHash;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.DuplicatesJob;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto dataset duplicates}. */
@Command(
        name = "duplicates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Find images of a dataset that show the same photograph.",
            "Copies may be recompressed, resized, cropped by a hair, lit otherwise or mirrored."
                    + " Images are never deleted: what is excluded is listed in a file of the"
                    + " workspace, and every training and command leaves it out."
        })
final class DatasetDuplicatesCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the dataset")
    private Path folder;

    @Option(
            names = "--distance",
            paramLabel = "D",
            defaultValue = "" + PerceptualHash.DEFAULT_DISTANCE,
            description =
                    "bits of 64 by which perceptual hashes may differ, 0 to 15; 11 finds a few more"
                            + " and takes eight times as long (default: ${DEFAULT-VALUE})")
    private int distance;

    @Option(
            names = "--exclude",
            description = "leave out all but the largest image of each group within an identity")
    private boolean exclude;

    @Option(
            names = "--exclude-across",
            description =
                    "leave out all images of groups across identities: which of their labels is"
                            + " right nobody knows")
    private boolean excludeAcross;

    @Option(names = "--out", paramLabel = "FILE.csv", description = "gets one line an image")
    private Path out;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetDuplicatesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (distance < 0 || distance > DuplicateSearch.MOST_DISTANCE) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--distance must be 0 to " + DuplicateSearch.MOST_DISTANCE);
        }
        DatasetOpening opening = new DatasetOpening(workspace.open());
        DuplicatesJob job = new DuplicatesJob(opening);
        FaceDataset dataset = opening.open(folder, Optional.empty(), console.progress());
        Duplicates found = job.search(dataset, distance, console.progress());
        if (out != null) {
            CsvOutput.write(out, DuplicatesJob.csv(dataset, found.groups()));
        }
        Map<String, String> excluded = excluded(dataset, found);
        if (!excluded.isEmpty()) {
            job.exclude(dataset.root(), excluded);
        }
        json.print(
                console,
                () -> asJson(dataset, found, excluded.size()),
                () -> {
                    print(dataset, found);
                    if (!excluded.isEmpty()) {
                        console.note(
                                excluded.size()
                                        + " images are left out from now on, as listed in "
                                        + opening.exclusionsFile(dataset.root())
                                        + "; take lines out of it to put images back.");
                    }
                });
        return 0;
    }

    private Map<String, String> excluded(FaceDataset dataset, Duplicates found) {
        Map<String, String> excluded = new LinkedHashMap<>();
        if (exclude) {
            excluded.putAll(
                    DuplicatesJob.allButOne(
                            dataset,
                            found.groups().stream().filter(g -> !g.acrossIdentities()).toList()));
        }
        if (excludeAcross) {
            excluded.putAll(
                    DuplicatesJob.all(
                            dataset,
                            found.groups().stream()
                                    .filter(DuplicateGroup::acrossIdentities)
                                    .toList()));
        }
        return excluded;
    }

    private static ObjectNode asJson(FaceDataset dataset, Duplicates found, int excluded) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("root", dataset.root().toString());
        node.put("images", found.images());
        node.put("unread", found.unread());
        node.put("not_compared", found.uncompared());
        node.put("distance", found.distance());
        node.put("groups", found.groups().size());
        node.put("groups_exact", found.count(Kind.EXACT));
        node.put("groups_near", found.count(Kind.NEAR));
        node.put("groups_mirrored", found.count(Kind.MIRRORED));
        node.put("groups_across_identities", found.acrossIdentities());
        node.put("superfluous_images", found.superfluous());
        node.put("excluded", excluded);
        ArrayNode groups = node.putArray("group_list");
        for (DuplicateGroup group : found.groups()) {
            ObjectNode listed = groups.addObject();
            listed.put("kind", name(group.kind()));
            listed.put("across_identities", group.acrossIdentities());
            ArrayNode images = listed.putArray("images");
            for (Copy copy : group.images()) {
                images.addObject()
                        .put("path", dataset.images().relativeName(copy.sample()))
                        .put("kind", copy == group.kept() ? "kept" : name(copy.kind()))
                        .put("distance", copy.distance())
                        .put("correlation", copy.correlation());
            }
        }
        return node;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void print(FaceDataset dataset, Duplicates found) {
        console.print("%s: %d images", dataset.root(), found.images());
        console.print(
                "groups of copies  %d (%d exact, %d near, %d mirrored), %d across identities",
                found.groups().size(),
                found.count(Kind.EXACT),
                found.count(Kind.NEAR),
                found.count(Kind.MIRRORED),
                found.acrossIdentities());
        console.print("superfluous       %d images", found.superfluous());
        if (found.unread() + found.uncompared() > 0) {
            console.print(
                    "not searched      %d unreadable; %d damaged or of a single grey, by their"
                            + " bytes only",
                    found.unread(), found.uncompared());
        }
        List<DuplicateGroup> groups = found.groups();
        for (DuplicateGroup group : groups.subList(0, Math.min(LISTED, groups.size()))) {
            print(dataset, group);
        }
        if (groups.size() > LISTED) {
            console.print("  … and %d more (--out or --json lists all)", groups.size() - LISTED);
        }
    }

    private void print(FaceDataset dataset, DuplicateGroup group) {
        console.print(
                "  %s%s",
                dataset.images().relativeName(group.kept().sample()),
                group.acrossIdentities() ? "  (across identities)" : "");
        for (Copy copy : group.others()) {
            console.print(
                    "    %-8s %s  (%d bits, correlation %.4f)",
                    name(copy.kind()),
                    dataset.images().relativeName(copy.sample()),
                    copy.distance(),
                    copy.correlation());
        }
    }
}
