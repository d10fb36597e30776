package dev.interproto.dataset.container;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import java.io.IOException;

/** Images as records of a RecordIO file: 20 bytes of memory each. */
final class RecordImageStore implements ImageStore {
    private final RecordFile file;
    private final RecordScan.Images images;

    /**
     * @param images in the order of the samples
     */
    RecordImageStore(RecordFile file, RecordScan.Images images) {
        this.file = file;
        this.images = images;
    }

    @Override
    public byte[] read(int sample) throws IOException {
        return file.image(images.places()[sample]);
    }

    @Override
    public String describe(int sample) {
        return file.path() + " record " + images.records()[sample];
    }

    /** The identity's label and the record's number: {@code 45/12}. */
    @Override
    public String relativeName(int sample) {
        return images.labels()[sample] + "/" + images.records()[sample];
    }

    @Override
    public ImageLocation location(int sample) {
        return ImageLocation.of(file.path(), images.records()[sample]);
    }

    @Override
    public long size(int sample) {
        return images.sizes()[sample];
    }
}
