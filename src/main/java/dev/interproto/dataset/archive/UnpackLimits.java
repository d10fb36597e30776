package dev.interproto.dataset.archive;

/**
 * Beyond which an archive is no dataset but a bomb, or does not fit.
 *
 * @param entries most entries
 * @param ratio bytes unpacked for each byte of the archive; images hardly shrink at all, lists of
 *     text tenfold
 * @param free bytes unpacked whatever the ratio, so that small archives of text pass
 * @param reserve bytes that stay free on the disk
 */
record UnpackLimits(long entries, long ratio, long free, long reserve) {
    /**
     * Twenty million entries are three times the largest set in use (MS1M, 5.8 million images); a
     * hundredfold is far above even bitmaps, and far below the thousandfold that a bomb of deflated
     * zeros reaches.
     */
    static final UnpackLimits DEFAULT = new UnpackLimits(20_000_000L, 100, 64L << 20, 256L << 20);

    /** What an archive of this size may become. */
    long most(long archiveBytes) {
        return free + ratio * archiveBytes;
    }
}
