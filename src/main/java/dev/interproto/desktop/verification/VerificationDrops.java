package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageDrops;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A text file is a pair list to evaluate on, unless its name speaks of ages; or a .bin set. */
public final class VerificationDrops extends PageDrops {
    public VerificationDrops(Navigation navigation, Messages messages) {
        super(PageId.VERIFICATION, navigation, messages);
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        List<Path> lists = files.stream().filter(VerificationDrops::isPairList).toList();
        boolean onlyFoldersBeside =
                files.stream().allMatch(file -> isPairList(file) || Files.isDirectory(file));
        return lists.size() == 1 && files.size() <= 2 && onlyFoldersBeside
                ? Optional.of(messages.text("verification.drop", lists.get(0).getFileName()))
                : Optional.empty();
    }

    private static boolean isPairList(Path file) {
        return TestSetRequest.holdsImages(file) || FileNames.isPairList(file);
    }
}
