package dev.interproto.desktop.compare;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageDrops;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.face.ImageDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Image files are photographs to compare: two at once, or one after the other. */
public final class CompareDrops extends PageDrops {
    public CompareDrops(Navigation navigation, Messages messages) {
        super(PageId.COMPARE, navigation, messages);
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        if (files.isEmpty()
                || files.size() > 2
                || !files.stream().allMatch(ImageDecoder::isImageFile)) {
            return Optional.empty();
        }
        return Optional.of(
                files.size() == 1
                        ? messages.text("compare.drop.one", files.get(0).getFileName())
                        : messages.text(
                                "compare.drop.two",
                                files.get(0).getFileName(),
                                files.get(1).getFileName()));
    }
}
