package dev.interproto.training;

/**
 * Which margin head trains, by name, so that configurations stay readable and no class name is ever
 * read from a file.
 *
 * @param name {@code arcface} or {@code cosface}
 * @param scale s, the factor on the cosines (64)
 * @param margin m: radians for ArcFace (0.5), cosine for CosFace (0.35)
 */
public record HeadConfiguration(String name, double scale, double margin) {
    public static final HeadConfiguration ARCFACE = new HeadConfiguration("arcface", 64, 0.5);
    public static final HeadConfiguration COSFACE = new HeadConfiguration("cosface", 64, 0.35);
}
