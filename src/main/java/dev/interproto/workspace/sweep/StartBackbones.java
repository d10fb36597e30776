package dev.interproto.workspace.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingJob;

/** Brings a plan's backbone and the weights that it starts from together. */
record StartBackbones(Workspace workspace) {
    private static final String BACKBONE = "backbone";

    /**
     * The plan with the backbone of its starts, where its settings name none; fresh starts beside
     * them have it too.
     *
     * @throws UserFacingException where a start is not there, or is of another backbone than the
     *     settings or another start: each of its cells would fail
     */
    SweepPlan settled(SweepPlan plan) {
        SweepPlan settled = plan;
        String decides = "its settings name";
        for (SweepPlan.Start start : plan.starts()) {
            if (start.isFresh()) {
                continue;
            }
            String own = TrainingJob.backboneOf(workspace, SweepCells.init(start).orElseThrow());
            JsonNode wanted = settled.settings().get(BACKBONE);
            if (wanted == null) {
                settled = settled.withSetting(BACKBONE, TextNode.valueOf(own));
                decides = "its start \"" + start.shortName() + "\" is of";
            } else if (!own.equalsIgnoreCase(wanted.asText())) {
                throw new UserFacingException(
                        "The sweep \""
                                + plan.name()
                                + "\" starts from \""
                                + start.shortName()
                                + "\", which is of the backbone "
                                + own
                                + ", but "
                                + decides
                                + " "
                                + wanted.asText()
                                + ".",
                        "The weights of one do not fit into the other: its cells would fail.",
                        "Take the backbone out of the settings, or leave this start out; make a"
                                + " sweep of its own for each backbone.");
            }
        }
        return settled;
    }
}
