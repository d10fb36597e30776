package dev.interproto.workspace.report;

/** The workbench's colours (Okabe and Ito), 0xRRGGBB: each means one thing everywhere. */
public final class Palette {
    public static final int CHILD = 0xD55E00;
    public static final int ADULT = 0x0072B2;
    public static final int GENUINE = 0x009E73;
    public static final int IMPOSTOR = 0xCC79A7;
    public static final int THRESHOLD = 0xE69F00;
    public static final int ACCENT = 0x3B5BDB;
    public static final int TEXT = 0x212529;
    public static final int SECONDARY = 0x5C636A;
    public static final int LINE = 0xDEE2E6;
    public static final int PAPER = 0xFFFFFF;

    private Palette() {}
}
