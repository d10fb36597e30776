package dev.interproto.dataset.index;

/**
 * What was computed from the content of one image. It holds as long as the image's file has this
 * size and modification time.
 *
 * @param size bytes of the file, or of the record in a container
 * @param modified when the file or container was last changed, milliseconds since 1970
 * @param checksum of all bytes, in hexadecimal digits
 * @param perceptual hash of what the image looks like, 64 bits
 */
public record ImageHash(long size, long modified, String checksum, long perceptual) {}
