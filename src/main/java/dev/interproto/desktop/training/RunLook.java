package dev.interproto.desktop.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.runs.RunFeed;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a look at a run's files gave.
 *
 * @param news of its tables since the feed was last read
 * @param log its newest lines; empty where they could not be read
 * @param record empty where it could not be read
 * @param hasCheckpoint whether it could be resumed
 */
record RunLook(
        List<RunFeed.News> news,
        List<String> log,
        Optional<RunRecord> record,
        RunStatus status,
        boolean hasCheckpoint) {
    private static final Logger LOG = LoggerFactory.getLogger(RunLook.class);

    /** Reads the files; slow. What cannot be read is logged and left out. */
    static RunLook at(RunFeed feed) {
        List<RunFeed.News> news = new ArrayList<>();
        List<String> lines = List.of();
        try {
            RunFeed.News some = feed.read();
            while (!some.isEmpty()) {
                news.add(some);
                some = feed.read();
            }
            lines = feed.log();
        } catch (IOException e) {
            LOG.warn("The files of {} cannot be read", feed.run().path(), e);
        }
        RunFolder run = feed.run();
        boolean checkpoint = Files.exists(run.checkpoints().resolve("last.npz"));
        try {
            return new RunLook(news, lines, Optional.of(run.record()), run.status(), checkpoint);
        } catch (UserFacingException e) {
            LOG.warn("The record of {} cannot be read", run.path(), e);
            return new RunLook(news, lines, Optional.empty(), RunStatus.PREPARED, checkpoint);
        }
    }
}
