package dev.interproto.dataset.alignment;

import dev.interproto.face.FaceSelection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How photographs are aligned. Threads change nothing in the faces; everything else does.
 *
 * @param landmarks where the five points come from
 * @param selection which of several faces is taken
 * @param format of the faces' files
 * @param layout of the output folder
 * @param withoutFace what is done where no face can be taken
 * @param threads photographs worked on at the same time, 1 or more
 */
public record AlignmentOptions(
        LandmarkSource landmarks,
        FaceSelection selection,
        FaceFormat format,
        Layout layout,
        WithoutFace withoutFace,
        int threads) {

    /** Where faces lie in the output folder. */
    public enum Layout {
        /** Under the same relative path as their photographs. */
        KEEP,
        /** All in one folder, path parts joined by underscores. */
        FLAT
    }

    /** What is done with a photograph of which no face can be taken. */
    public enum WithoutFace {
        /** Nothing is written; the table names it. */
        SKIP,
        /**
         * The largest square in its middle is written, as is customary where every image of a test
         * set must have an embedding.
         */
        MIDDLE
    }

    /**
     * The faces' files.
     *
     * @param ending {@code png}, lossless, or {@code jpg}
     * @param quality of JPEG, 1 (worst) to 100 (best); 100 for PNG
     */
    public record FaceFormat(String ending, int quality) {
        public static final FaceFormat PNG = new FaceFormat("png", 100);

        /** The quality of the aligned sets that the field shares. */
        public static final int USUAL_QUALITY = 95;

        public FaceFormat {
            if (!ending.equals("png") && !ending.equals("jpg") || quality < 1 || quality > 100) {
                throw new IllegalArgumentException("format " + ending + ", quality " + quality);
            }
        }

        /** JPEG of a quality. */
        public static FaceFormat jpeg(int quality) {
            return new FaceFormat("jpg", quality);
        }
    }

    public AlignmentOptions {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /** The largest face as PNG under its photograph's path, on all cores. */
    public static AlignmentOptions usual(LandmarkSource landmarks) {
        return new AlignmentOptions(
                landmarks,
                FaceSelection.LARGEST,
                FaceFormat.PNG,
                Layout.KEEP,
                WithoutFace.SKIP,
                Runtime.getRuntime().availableProcessors());
    }

    /** All that the faces depend on, in words, by name. */
    Map<String, String> described(String detector) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("landmarks", word(landmarks));
        if (landmarks == LandmarkSource.DETECT) {
            words.put("detector", detector);
            words.put("face", word(selection.preference()));
            words.put("smallest face", Double.toString(selection.smallestSize()));
            words.put(
                    "smallest confidence",
                    selection.smallestConfidence().isPresent()
                            ? Double.toString(selection.smallestConfidence().getAsDouble())
                            : "usual");
        }
        words.put(
                "format",
                format.ending() + (format.ending().equals("jpg") ? format.quality() : ""));
        words.put("layout", word(layout));
        words.put("without face", word(withoutFace));
        return words;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
