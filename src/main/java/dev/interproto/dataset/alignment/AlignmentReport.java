package dev.interproto.dataset;

import dev.interproto.common.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an alignment did.
 *
 * @param input the folder whose images were aligned
 * @param output where the faces lie
 * @param images one entry a photograph, in the order of their paths
 */
public record AlignmentReport(Path input, Path output, List<AlignedImage> images) {
    /** The table that an alignment leaves in its output folder. */
    public static final String FILE_NAME = "alignment.csv";

    public AlignmentReport {
        images = List.copyOf(images);
    }

    /** How many photographs ended so. */
    public long count(AlignmentOutcome outcome) {
        return images.stream().filter(image -> image.outcome() == outcome).count();
    }

    /** How many photographs ended in each way, all ways listed. */
    public Map<AlignmentOutcome, Long> counts() {
        Map<AlignmentOutcome, Long> counts = new EnumMap<>(AlignmentOutcome.class);
        for (AlignmentOutcome outcome : AlignmentOutcome.values()) {
            counts.put(outcome, count(outcome));
        }
        return counts;
    }

    /** Writes {@value #FILE_NAME} into the output folder. */
    void write() throws IOException {
        StringBuilder csv = new StringBuilder("image,outcome,face,detail\n");
        for (AlignedImage image : images) {
            csv.append(quoted(image.image()))
                    .append(',')
                    .append(image.outcome())
                    .append(',')
                    .append(quoted(image.face()))
                    .append(',')
                    .append(quoted(image.detail()))
                    .append('\n');
        }
        AtomicFiles.writeText(output.resolve(FILE_NAME), csv.toString());
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[,\"\\r\\n].*")
                ? '"' + field.replace("\"", "\"\"").replaceAll("[\\r\\n]+", " ") + '"'
                : field;
    }
}
