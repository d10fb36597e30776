package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DropHandler;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A text file is a pair list to evaluate on, unless its name speaks of ages; or a .bin set. */
public final class VerificationDrops implements DropHandler {
    private final Navigation navigation;
    private final Messages messages;

    public VerificationDrops(Navigation navigation, Messages messages) {
        this.navigation = navigation;
        this.messages = messages;
    }

    @Override
    public PageId page() {
        return PageId.VERIFICATION;
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

    @Override
    public void accept(List<Path> files) {
        navigation.open(PageId.VERIFICATION, new PageArgument.OfFiles(files));
    }

    private static boolean isPairList(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return TestSetRequest.holdsImages(file)
                || name.endsWith(".txt") && !name.contains("age_") && !name.contains("ages");
    }
}
