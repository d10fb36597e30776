package dev.interproto.dataset;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which file names a pair list uses for one image only. */
final class ListedNames {
    private static final String SEVERAL = "";

    private final Map<String, String> pathOfName = new HashMap<>();

    ListedNames(List<PairLine> lines) {
        for (PairLine line : lines) {
            // Of a line that can be read in several ways none is known to be right.
            if (line.readings().size() == 1) {
                add(line.readings().get(0).first());
                add(line.readings().get(0).second());
            }
        }
    }

    private void add(String path) {
        pathOfName.merge(name(path), path, (old, now) -> old.equals(now) ? old : SEVERAL);
    }

    boolean isUnique(String path) {
        return !SEVERAL.equals(pathOfName.get(name(path)));
    }

    private static String name(String path) {
        return ImageIndex.stemOf(path.replace('\\', '/')).toLowerCase(Locale.ROOT);
    }

    /** The list's file name without its ending. */
    static String listName(Path list) {
        String file = list.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
