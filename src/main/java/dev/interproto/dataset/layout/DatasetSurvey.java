package dev.interproto.dataset.layout;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies in a folder that a person points at: training sets with their ages, test sets with
 * their images, containers and archives, and what is missing of each and of the whole.
 *
 * @param folder what was looked at
 * @param faces training sets first, then the images of test sets
 * @param testSets pair lists whose images were found
 * @param archives archives that lie there packed
 * @param missing what is missing of the whole, a sentence each
 */
public record DatasetSurvey(
        Path folder,
        List<FoundFaces> faces,
        List<FoundTestSet> testSets,
        List<Path> archives,
        List<String> missing) {
    /** Problems of an archive that are told one by one. */
    private static final int LISTED = 20;

    public DatasetSurvey {
        faces = List.copyOf(faces);
        testSets = List.copyOf(testSets);
        archives = List.copyOf(archives);
        missing = List.copyOf(missing);
    }

    /**
     * Looks at a folder. Large sets are not counted to the end, nor any image opened; of the test
     * sets every pair is looked for.
     *
     * @param folder any folder: of a whole collection, of one set, or one level off
     * @throws UserFacingException where it cannot be read
     */
    public static DatasetSurvey of(Path folder, Progress progress) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new UserFacingException(
                    "The folder " + root + " does not exist.",
                    "There is nothing to look at.",
                    "Check the path, and that its drive is connected.");
        }
        try {
            return new SurveyBuilder(root, progress).build();
        } catch (IOException e) {
            throw new UserFacingException(
                    "The folder " + root + " cannot be read (" + e.getMessage() + ").",
                    "What lies in it stays unknown.",
                    "Check that you may read the folder and all folders in it.",
                    e);
        }
    }

    /** The sets that a network can be trained on. */
    public List<FoundFaces> trainingSets() {
        return faces.stream().filter(FoundFaces::isTrainingSet).toList();
    }

    /** The same, with problems of the archive it was unpacked from. */
    public DatasetSurvey withMissing(List<Problem> problems) {
        List<String> all = new ArrayList<>(missing);
        problems.stream()
                .limit(LISTED)
                .forEach(problem -> all.add(problem.where() + ": " + problem.what()));
        if (problems.size() > LISTED) {
            all.add((problems.size() - LISTED) + " further entries were left out.");
        }
        return new DatasetSurvey(folder, faces, testSets, archives, all);
    }

    /** Whether nothing was found that can be used. */
    public boolean isEmpty() {
        return faces.isEmpty() && testSets.isEmpty();
    }

    /** Whether it is one set of faces, at the folder itself, and nothing besides. */
    public boolean isPlainDataset() {
        return faces.size() == 1 && testSets.isEmpty() && faces.get(0).root().equals(folder);
    }
}
