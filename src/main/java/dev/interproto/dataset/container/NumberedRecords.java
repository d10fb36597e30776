package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ProblemLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A RecordIO file whose images are asked for by their records' numbers: 12 bytes of memory each.
 *
 * @param file the images
 * @param records numbers of the records with images, ascending
 * @param places first byte of each
 */
record NumberedRecords(RecordFile file, int[] records, long[] places) implements Container {

    /** Opens a file and walks through it; see {@link RecordScan}. */
    static NumberedRecords open(Path path, Progress progress) throws IOException {
        RecordFile file = RecordFile.open(path);
        try {
            RecordScan.Images images = file.images(new ProblemLog(), progress);
            return new NumberedRecords(file, images.records(), images.places());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public byte[] image(int number) throws IOException {
        int found = Arrays.binarySearch(records, number);
        if (found < 0) {
            throw new IOException(file.path() + " has no image under number " + number);
        }
        return file.image(places[found]);
    }

    @Override
    public void close() {
        file.close();
    }
}
