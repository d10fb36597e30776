package dev.interproto.desktop.alignment;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Navigation;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageDrops;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder of loose photographs is offered to be aligned: as a dataset it would be none. */
public final class AlignmentDrops extends PageDrops {
    /** Entries looked at while the person drags. */
    private static final int LOOKED_AT = 64;

    public AlignmentDrops(Navigation navigation, Messages messages) {
        super(PageId.DATASETS, navigation, messages);
    }

    @Override
    public Optional<String> offer(List<Path> files) {
        return files.size() == 1 && Files.isDirectory(files.get(0)) && isLoose(files.get(0))
                ? Optional.of(messages.text("alignment.drop", files.get(0).getFileName()))
                : Optional.empty();
    }

    /** Photographs lie in the folder itself, or as FG-NET has them, and are not aligned yet. */
    private static boolean isLoose(Path folder) {
        Path images = folder.resolve("images");
        boolean fgnet = Files.isDirectory(images) && Files.isDirectory(folder.resolve("points"));
        int looked = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(fgnet ? images : folder)) {
            for (Path entry : entries) {
                if (ImageDecoder.isImageFile(entry) && Files.isRegularFile(entry)) {
                    return !isAligned(entry);
                }
                if (++looked == LOOKED_AT) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false; // opening it will say what is wrong
        }
        return false;
    }

    private static boolean isAligned(Path image) {
        try {
            int[] size = ImageDecoder.size(image);
            return size[0] == FaceAligner.SIZE && size[1] == FaceAligner.SIZE;
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    @Override
    protected PageArgument argument(List<Path> files) {
        return new PageArgument.ToAlign(Optional.of(files.get(0)));
    }
}
