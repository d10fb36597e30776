package dev.interproto.desktop.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for files and folders; tests answer in the person's place. */
public interface FileDialogs {

    /** A folder, or empty where the person thought better of it. */
    Optional<Path> chooseFolder(String title);

    /**
     * An existing file.
     *
     * @param kind what the endings are, such as "Age labels"
     * @param endings such as {@code *.txt}
     */
    Optional<Path> chooseFile(String title, String kind, List<String> endings);

    /**
     * A file to write.
     *
     * @param ending without a dot, such as {@code csv}
     */
    Optional<Path> saveFile(String title, String suggestedName, String ending);
}
