package dev.interproto.desktop.ages;

/** Which images the table shows. */
enum ImageFilter {
    ALL("images.filter.all"),
    WITHOUT_AGE("images.filter.withoutAge"),
    /** Below the child age of the rule chosen now. */
    CHILD("images.filter.child"),
    EDITED("images.filter.edited"),
    ESTIMATED("images.filter.estimated"),
    PROBLEM("images.filter.problem");

    private final String key;

    ImageFilter(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
