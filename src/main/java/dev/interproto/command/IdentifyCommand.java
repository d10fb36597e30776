package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.IdentificationImages;
import dev.interproto.verification.IdentificationReport;
import dev.interproto.verification.RankRate;
import dev.interproto.workspace.StoredIdentification;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.IdentificationJob;
import dev.interproto.workspace.job.IdentificationRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto identify}: looks for children among adults. */
@Command(
        name = "identify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Closed-set identification: for each image of a child, rank the adults by similarity.",
            "Every adult image of the dataset is in the gallery, and an identity is as similar as"
                    + " the most similar of its images; one as similar as the true one counts as"
                    + " before it. A child without an adult image is no query."
        })
final class IdentifyCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "dataset with people both as children and as adults")
    private Path data;

    @Option(
            names = "--age-labels",
            paramLabel = "FILE",
            description = "its ages: MTLFace list or CSV (default: from the file names)")
    private Path ageLabels;

    @Option(
            names = "--child-age",
            paramLabel = "AGE",
            defaultValue = "13",
            description = "ages below it are a child's (default: ${DEFAULT-VALUE})")
    private int childAge;

    @Option(
            names = "--gap",
            paramLabel = "YEARS",
            defaultValue = "0",
            description =
                    "only gallery images at least so much older than the query count for it"
                            + " (default: any)")
    private int gap;

    @Option(
            names = "--distractors",
            paramLabel = "DIR",
            description = "dataset of further people in the gallery, none of whom is in --data")
    private Path distractors;

    @Option(
            names = "--flip",
            description = "flip test-time augmentation: embed the mirror images too")
    private boolean flip;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder that also gets the figures, the queries and the curve")
    private Path out;

    @Mixin private JsonOption json;

    IdentifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (childAge < 1 || gap < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--child-age must be 1 or more, --gap 0 or more");
        }
        StoredIdentification stored =
                new IdentificationJob(
                                new DatasetOpening(model.workspace()),
                                new IdentificationRequest(
                                        model.home(),
                                        model.checkpoint(),
                                        data,
                                        Optional.ofNullable(ageLabels),
                                        Optional.ofNullable(distractors),
                                        new IdentificationImages.Rule(childAge, gap),
                                        model.device(),
                                        model.precision(),
                                        flip,
                                        Optional.ofNullable(out)))
                        .run(console.progress());
        json.print(console, () -> asJson(stored), () -> print(stored));
        return 0;
    }

    private static ObjectNode asJson(StoredIdentification stored) {
        IdentificationReport report = stored.report();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("dataset", report.dataset());
        node.put("model", stored.origin().model());
        node.put("checkpoint", stored.origin().checkpoint());
        node.put("flip", stored.origin().flip());
        node.put("child_age", report.childAge());
        node.put("gap", report.gap());
        node.put("queries", report.queries());
        node.put("query_identities", report.queryIdentities());
        node.put("without_mate", report.withoutMate());
        node.put("gallery_images", report.galleryImages());
        node.put("gallery_identities", report.galleryIdentities());
        node.put("distractor_images", report.distractorImages());
        node.put("distractor_identities", report.distractorIdentities());
        node.put("unaged_images", report.unaged());
        node.put("unreadable_images", report.unreadable());
        ArrayNode ranks = node.putArray("ranks");
        for (RankRate rate : report.ranks()) {
            ObjectNode one = ranks.addObject().put("rank", rate.rank()).put("rate", rate.rate());
            rate.interval()
                    .ifPresent(ends -> one.putArray("interval").add(ends.low()).add(ends.high()));
            one.put("chance", rate.chance());
        }
        ArrayNode curve = node.putArray("cmc");
        report.cmc().forEach(curve::add);
        ArrayNode chance = node.putArray("cmc_by_chance");
        report.chance().forEach(chance::add);
        ArrayNode cautions = node.putArray("cautions");
        report.cautions().forEach(cautions::add);
        node.put("folder", stored.folder().toString());
        return node;
    }

    private void print(StoredIdentification stored) {
        IdentificationReport report = stored.report();
        console.print(
                "%s, %s: %d queries (children under %d, %d people) among %d identities"
                        + " (%d images)%s",
                report.dataset(),
                stored.origin().model(),
                report.queries(),
                report.childAge(),
                report.queryIdentities(),
                report.galleryIdentities(),
                report.galleryImages(),
                report.distractorIdentities() == 0
                        ? ""
                        : ", " + report.distractorIdentities() + " of them distractors");
        for (RankRate rate : report.ranks()) {
            console.print(
                    "  rank-%-3d %6.2f %%%s, by chance %.2f %%",
                    rate.rank(),
                    100 * rate.rate(),
                    rate.interval()
                            .map(
                                    ends ->
                                            String.format(
                                                    Locale.ROOT,
                                                    " [%.2f, %.2f]",
                                                    100 * ends.low(),
                                                    100 * ends.high()))
                            .orElse(""),
                    100 * rate.chance());
        }
        console.print(
                "  in brackets: 95 %% bootstrap intervals, %d draws of the queries' %d people",
                report.draws(), report.queryIdentities());
        console.print(
                "  %d images of children without a mate, %d unreadable images left out",
                report.withoutMate(), report.unreadable());
        report.cautions().forEach(caution -> console.print("  note: %s", caution));
        console.note("Written to " + stored.folder() + ".");
    }
}
