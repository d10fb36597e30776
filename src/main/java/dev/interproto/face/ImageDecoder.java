package dev.interproto.face;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Encoded JPEG, PNG, BMP or WebP to 8-bit RGB, upright. Thread-safe.
 *
 * <p>What the format is, is told by the content, never by the file's ending. What becomes of what
 * is not plain RGB of 8 bits:
 *
 * <ul>
 *   <li>grey and palettes become three channels;
 *   <li>16 bits become 8, the upper ones;
 *   <li>CMYK and YCCK JPEG become RGB, Adobe's inverted kind included, without a colour profile;
 *   <li>an alpha channel is dropped, and the colours stored beneath it are shown: there is no
 *       ground that would be right for every photograph;
 *   <li>an EXIF orientation, 1 to 8, is applied, in JPEG, PNG and WebP; any other is ignored;
 *   <li>of an animated PNG or WebP the first frame is taken;
 *   <li>progressive and arithmetic-coded JPEG are read; lossless, hierarchical and 12-bit JPEG are
 *       refused, as are GIF, TIFF, HEIC and other formats, by their names.
 * </ul>
 *
 * <p>An image that is empty, cut anywhere, or whose header promises more than the data could hold
 * is refused. Damage within the entropy-coded data of a JPEG cannot be told from a picture.
 *
 * <p>Memory is bounded by {@link #MAX_PIXELS}, read from the header before anything is decoded: no
 * more than three bytes a pixel for the result and three to nine while decoding (nine for
 * progressive JPEG), beside the file's own bytes, of which there may be eight a pixel and 64 MB.
 */
public final class ImageDecoder {
    /**
     * Larger images are refused before a pixel is decoded: 100 megapixels, the largest of usual
     * cameras, are 600 MB while decoding; 30000 × 30000 would be 5.4 GB.
     */
    public static final long MAX_PIXELS = 110_000_000L;

    /** 16 bits in each of four channels, not compressed at all. */
    private static final long MOST_BYTES_A_PIXEL = 8;

    /** Room for what stands beside the pixels: profiles, thumbnails, short films. */
    private static final long MOST_BYTES_BESIDE = 64L << 20;

    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "webp");

    private ImageDecoder() {}

    /** Whether a file's ending, in any letter case, is that of an image read here. */
    public static boolean isImageFile(Path file) {
        Path fileName = file.getFileName();
        if (fileName == null) {
            return false;
        }
        String name = fileName.toString();
        int dot = name.lastIndexOf('.');
        // "._x.jpg" is what macOS leaves beside x.jpg on foreign disks, never an image.
        return dot > 0
                && !name.startsWith("._")
                && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Decodes a file.
     *
     * @throws UnreadableImageException when the file cannot be read or is no whole image
     */
    public static RgbImage decode(Path file) throws UnreadableImageException {
        ImageHeader header;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 4096)) {
            header = ImageHeader.read(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        refuseAbsurdSize(header, file.toString());
        return decode(readAll(file, header), file.toString());
    }

    /**
     * Decodes a file's content.
     *
     * @param name for messages: the file, or the container and record
     * @throws UnreadableImageException when it is no whole image
     */
    public static RgbImage decode(byte[] encoded, String name) throws UnreadableImageException {
        ImageHeader header = header(encoded, name);
        refuseAbsurdSize(header, name);
        Optional<String> fault = Completeness.fault(header, encoded);
        if (fault.isPresent()) {
            throw new UnreadableImageException(name, fault.get());
        }
        try (BytePointer bytes = new BytePointer(encoded);
                Mat buffer = new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes);
                Mat pixels = opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_COLOR_RGB)) {
            if (pixels.empty()) {
                throw damaged(header, name);
            }
            return Mats.toImage(pixels);
        } catch (RuntimeException e) { // OpenCV's assertions arrive as RuntimeException
            throw damaged(header, name);
        }
    }

    /**
     * Reads an image's size from its header, without decoding it.
     *
     * @return width and height in pixels as stored; an EXIF orientation may swap them when decoded
     * @throws UnreadableImageException when the file cannot be read or its header is no image's
     */
    public static int[] size(Path file) throws UnreadableImageException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 4096)) {
            ImageHeader header = ImageHeader.read(in, file.toString());
            return new int[] {header.width(), header.height()};
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ImageHeader header(byte[] encoded, String name) throws UnreadableImageException {
        try {
            return ImageHeader.read(new ByteArrayInputStream(encoded), name);
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static void refuseAbsurdSize(ImageHeader header, String name)
            throws UnreadableImageException {
        if ((long) header.width() * header.height() > MAX_PIXELS) {
            throw new UnreadableImageException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "is %d × %d pixels, more than the %d megapixels read here",
                            header.width(),
                            header.height(),
                            MAX_PIXELS / 1_000_000));
        }
    }

    private static byte[] readAll(Path file, ImageHeader header) throws UnreadableImageException {
        try {
            long pixels = (long) header.width() * header.height();
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES_A_PIXEL * pixels + MOST_BYTES_BESIDE) {
                throw new UnreadableImageException(
                        file.toString(),
                        String.format(
                                Locale.ROOT,
                                "has %d MB, too many for %d × %d pixels",
                                bytes / 1_000_000,
                                header.width(),
                                header.height()));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UnreadableImageException unreadable(Path file, IOException e) {
        if (e instanceof UnreadableImageException known) {
            return known;
        }
        String reason = "cannot be read (" + e.getMessage() + ")";
        if (e instanceof NoSuchFileException) {
            reason = "does not exist";
        } else if (e instanceof AccessDeniedException) {
            reason = "may not be read by this user";
        } else if (Files.isDirectory(file)) {
            reason = "is a folder, not an image";
        }
        UnreadableImageException failure = new UnreadableImageException(file.toString(), reason);
        failure.initCause(e);
        return failure;
    }

    private static UnreadableImageException damaged(ImageHeader header, String name) {
        return new UnreadableImageException(
                name, "is damaged: its " + header.format() + " data cannot be decoded");
    }
}
