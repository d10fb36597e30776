package dev.interproto.workspace;

import dev.interproto.common.UserFacingException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two trainings out of one run folder. The operating system holds the lock, so that a killed
 * process frees it by itself.
 */
final class RunLock implements Closeable {
    private final FileChannel channel;
    private final FileLock lock;

    private RunLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock of a run folder.
     *
     * @throws UserFacingException when another training holds it
     */
    static RunLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("run.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same message as for another one.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new UserFacingException(
                    "The run \"" + folder.getFileName() + "\" is being trained already.",
                    "Two trainings in one folder would overwrite each other's checkpoints.",
                    "Stop the other one first, or choose another name.");
        }
        ProcessStamp stamp = ProcessStamp.current();
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        (stamp.host() + " " + stamp.processId() + "\n")
                                .getBytes(StandardCharsets.UTF_8)));
        return new RunLock(channel, lock);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
