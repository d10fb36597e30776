package dev.interproto.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which files are images: by their ending when looking for them, by their first bytes when sure.
 */
public final class ImageFormats {
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "webp");

    /** As many of a file's first bytes tell its format. */
    public static final int HEADER_BYTES = 12;

    /** Said of a name that {@link #isUndecodable}. */
    static final String UNDECODABLE =
            "The name cannot be read under this system's language setting, so it is left out; start"
                    + " the program with LC_ALL=C.UTF-8, or rename it.";

    private ImageFormats() {}

    /** Whether a file name ends like an image and is not one of the hidden ones systems leave. */
    public static boolean isImageName(String fileName) {
        return !isHidden(fileName) && endingStart(fileName) < fileName.length();
    }

    /** Names that operating systems and archivers leave behind and that are never data. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.equals("__MACOSX") || name.equals("@eaDir");
    }

    /**
     * Whether a name holds bytes that are no text in this system's locale (Java shows U+FFFD for
     * them): such a file can be listed but not opened by its name.
     */
    public static boolean isUndecodable(String name) {
        return name.indexOf('\uFFFD') >= 0;
    }

    /** The file name without its image ending; unchanged where it has none. */
    public static String stem(String fileName) {
        return fileName.substring(0, endingStart(fileName));
    }

    private static int endingStart(String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean image =
                dot > 0
                        && fileName.length() - dot <= 5
                        && ENDINGS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
        return image ? dot : fileName.length();
    }

    /**
     * Looks at a file's size and first bytes.
     *
     * @param size what the file holds, bytes; 0 with a fault
     * @param modified when it was last changed, milliseconds since 1970; 0 with a fault
     * @param fault why it cannot be an image, empty where it may be one
     */
    public record Header(long size, long modified, Optional<String> fault) {
        private static Header faulty(String fault) {
            return new Header(0, 0, Optional.of(fault));
        }
    }

    /** Reads a file's header; never throws. */
    public static Header header(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (file.size() == 0) {
                return Header.faulty("The file is empty (0 bytes).");
            }
            ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // short reads are allowed by the contract of read
            }
            return hasImageSignature(head.array(), head.position())
                    ? new Header(file.size(), file.lastModifiedTime().toMillis(), Optional.empty())
                    : Header.faulty("The content is not a JPEG, PNG, BMP or WebP image.");
        } catch (IOException e) {
            return Header.faulty("The file cannot be read (" + reason(e) + ").");
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : String.valueOf(e.getMessage());
    }

    /**
     * Whether an image of a format read here begins like this.
     *
     * @param length bytes in {@code head} that count; {@link #HEADER_BYTES} are enough
     */
    public static boolean hasImageSignature(byte[] head, int length) {
        return startsWith(head, length, 0, 0xFF, 0xD8, 0xFF)
                || startsWith(head, length, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)
                || startsWith(head, length, 0, 'B', 'M')
                || (startsWith(head, length, 0, 'R', 'I', 'F', 'F')
                        && startsWith(head, length, 8, 'W', 'E', 'B', 'P'));
    }

    private static boolean startsWith(byte[] head, int length, int from, int... signature) {
        if (length < from + signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[from + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
