package dev.interproto.desktop;

import dev.interproto.desktop.control.FileDialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Answers file dialogs in the person's place, in the order given; then as if cancelled. */
public final class ScriptedFileDialogs implements FileDialogs {
    private final Deque<Path> answers = new ArrayDeque<>();

    public void willAnswer(Path path) {
        answers.add(path);
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> chooseFile(String title, String kind, List<String> endings) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, String ending) {
        return Optional.ofNullable(answers.poll());
    }
}
