package dev.interproto.dataset.layout;

import dev.interproto.dataset.ImageFormats;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Published collections whose images lie in one flat folder: what their file names say of the
 * person. The age in a name is {@link dev.interproto.dataset.FileNamePattern}'s business.
 */
public enum FlatNaming {
    /** {@code 001A02.JPG}: person 001. */
    FG_NET("FG-NET", "(\\d{3})[Aa]\\d{2}[A-Za-z]?", true),
    /** {@code 012345_1M54.jpg}: person 012345. */
    MORPH("MORPH", "(\\d+)_\\d+[MFmf]\\d{2,3}", true),
    /** {@code 53_Robert_Duvall_0001.jpg}: person Robert_Duvall. */
    CACD("CACD", "\\d{1,2}_(\\p{L}.*)_\\d{4}", true),
    /** {@code 25_0_2_20170116174525125.jpg}: age, sex, ethnicity and date, but nobody's name. */
    UTKFACE("UTKFace", "(\\d{1,3}_[01]_[0-4]_\\d{8,}(?:\\.jpg)?(?:\\.chip)?)", false),
    /** {@code 6472_JohnnyCash_10.jpg}: person JohnnyCash. */
    AGEDB("AgeDB", "\\d+_(.*\\p{L}.*)_\\d{1,3}(?:_[mf])?", true),
    /** {@code 0399_1.jpg}: one image of pair 399. */
    CACD_VS("CACD-VS", "(\\d{4})_[01]", false);

    /** Share of names that must follow a pattern; real collections hold a few odd files. */
    private static final double NEARLY_ALL = 0.8;

    private final String label;
    private final Pattern pattern;
    private final boolean namesPersons;

    FlatNaming(String label, String stem, boolean namesPersons) {
        this.label = label;
        this.pattern = Pattern.compile(stem);
        this.namesPersons = namesPersons;
    }

    /** The collection's name. */
    public String label() {
        return label;
    }

    /** Whether the names tell who is who, so that the collection can be opened as a dataset. */
    public boolean namesPersons() {
        return namesPersons;
    }

    /** The person (or pair, or image) a file name tells of; empty where it is not of this kind. */
    public Optional<String> key(String fileName) {
        Matcher matcher = pattern.matcher(ImageFormats.stem(fileName));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * The naming that nearly all of some image names of one folder follow. They must tell of two
     * persons at least: the images of one may well lie in a folder of their own.
     */
    static Optional<FlatNaming> of(List<String> names) {
        for (FlatNaming naming : values()) {
            List<String> keys = names.stream().map(naming::key).flatMap(Optional::stream).toList();
            if (keys.size() >= NEARLY_ALL * names.size()
                    && keys.stream().distinct().limit(2).count() == 2) {
                return Optional.of(naming);
            }
        }
        return Optional.empty();
    }
}
