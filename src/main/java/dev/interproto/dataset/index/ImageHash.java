package dev.interproto.dataset.index;

/**
 * What was computed from the bytes of one image.
 *
 * @param image its {@link dev.interproto.dataset.ImageStore#relativeName}
 * @param size bytes of the image it was computed from; of another size, it is another image
 * @param checksum of these bytes
 * @param looks what the image looks like, by which it is compared with others; empty where that is
 *     not known
 */
public record ImageHash(String image, long size, byte[] checksum, byte[] looks) {}
