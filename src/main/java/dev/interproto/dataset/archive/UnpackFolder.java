package dev.interproto.dataset.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * The folder an archive is unpacked into: a hidden one beside the place where it will lie, moved
 * there when it is whole. One that was left half done by a program that was killed is recognised by
 * its lock, which no one holds any more, and deleted by the next unpacking.
 */
final class UnpackFolder implements AutoCloseable {
    private static final String SUFFIX = ".unpacking";
    private static final String LOCK = ".lock";

    private final Path parent;
    private final Path folder;
    private final Path lockFile;
    private final FileChannel lockChannel;
    private boolean done;

    private UnpackFolder(Path parent, Path folder, Path lockFile, FileChannel lockChannel) {
        this.parent = parent;
        this.folder = folder;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
    }

    static UnpackFolder create(Path parent, String name) throws IOException {
        Files.createDirectories(parent);
        deleteLeftovers(parent);
        Path folder = parent.resolve("." + name + "-" + UUID.randomUUID() + SUFFIX);
        // The lock lies beside the folder: an open file inside would keep Windows from moving it.
        Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK);
        FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.createDirectory(folder);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(lockFile);
            throw e;
        }
        return new UnpackFolder(parent, folder, lockFile, channel);
    }

    Path path() {
        return folder;
    }

    /** Moves the whole folder to its place, under the first of the names that is free. */
    Path moveTo(String name) throws IOException {
        for (int i = 1; ; i++) {
            Path target = parent.resolve(numbered(name, i));
            if (!Files.exists(target)) {
                Files.move(folder, target);
                done = true;
                return target;
            }
        }
    }

    /** {@code name}, {@code name-2}, {@code name-3} … */
    static String numbered(String name, int number) {
        return number == 1 ? name : name + "-" + number;
    }

    @Override
    public void close() throws IOException {
        try {
            if (!done) {
                deleteTree(folder);
            }
        } finally {
            lockChannel.close();
            Files.deleteIfExists(lockFile);
        }
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, ".*" + SUFFIX + LOCK)) {
            for (Path lock : locks) {
                if (isAbandoned(lock)) {
                    String name = lock.getFileName().toString();
                    deleteTree(
                            lock.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                    Files.deleteIfExists(lock);
                }
            }
        }
    }

    private static boolean isAbandoned(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException | java.nio.file.NoSuchFileException e) {
            return false;
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException fault)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
