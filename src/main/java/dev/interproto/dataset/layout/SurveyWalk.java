package dev.interproto.dataset.layout;

import dev.interproto.common.Progress;
import dev.interproto.dataset.archive.ArchiveKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Walks down from a folder to the datasets in it, and collects what lies on the way. */
final class SurveyWalk {
    /** As deep as datasets are handed around: archive, root, train or test, set. */
    private static final int DEEPEST = 5;

    /** Folders looked at; a tree of more is no collection of datasets. */
    private static final int MOST_FOLDERS = 2_000;

    private final Progress progress;

    /** Dataset folders with what they are. */
    final Map<Path, FolderLook> datasets = new LinkedHashMap<>();

    final List<Path> texts = new ArrayList<>();

    /** Texts beside the folder pointed at: they need not be about it. */
    final Set<Path> beside = new HashSet<>();

    final List<Path> records = new ArrayList<>();
    final List<Path> pairBins = new ArrayList<>();
    final List<Path> archives = new ArrayList<>();
    final List<Path> photographs = new ArrayList<>();

    private int looked;

    SurveyWalk(Progress progress) {
        this.progress = progress;
    }

    void walk(Path root) throws IOException {
        visit(root, 0);
        if (datasets.containsKey(root) && root.getParent() != null) {
            lookBeside(root);
        }
    }

    private void visit(Path folder, int depth) throws IOException {
        progress.checkCancelled();
        if (++looked > MOST_FOLDERS) {
            return;
        }
        progress.report(Double.NaN, "Looking into " + folder);
        FolderLook look = FolderLook.at(folder);
        collect(look.files());
        boolean isDataset =
                !(look.layout() instanceof FolderLook.Layout.Other)
                        && !(look.layout() instanceof FolderLook.Layout.Photographs);
        if (isDataset) {
            datasets.put(folder, look);
            return;
        }
        if (look.layout() instanceof FolderLook.Layout.Photographs) {
            photographs.add(folder);
        }
        if (depth < DEEPEST) {
            for (Path child : look.folders()) {
                if (!Files.isSymbolicLink(child) || !folder.startsWith(child.toRealPath())) {
                    visit(child, depth + 1);
                }
            }
        }
    }

    /** A set was pointed at, one level too low: its lists may lie beside it. */
    private void lookBeside(Path root) throws IOException {
        FolderLook parent = FolderLook.at(root.getParent());
        List<Path> lists = new ArrayList<>(parent.files());
        for (Path folder : parent.folders()) {
            String name = folder.getFileName().toString().toLowerCase(Locale.ROOT);
            if (!folder.equals(root)
                    && (name.contains("age") || name.contains("label") || name.contains("txt"))) {
                FolderLook look = FolderLook.at(folder);
                if (look.layout() instanceof FolderLook.Layout.Other) {
                    lists.addAll(look.files());
                }
            }
        }
        lists.stream().filter(SurveyWalk::isText).forEach(beside::add);
        lists.stream().filter(SurveyWalk::isText).forEach(texts::add);
    }

    private void collect(List<Path> files) {
        for (Path file : files) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (isText(file)) {
                texts.add(file);
            } else if (name.endsWith(".rec")) {
                records.add(file);
            } else if (name.endsWith(".bin")) {
                pairBins.add(file);
            } else if (ArchiveKind.isArchive(file)) {
                archives.add(file);
            }
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".csv");
    }
}
