package dev.interproto.dataset.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes RecordIO files as dmlc-core does, and any nonsense beside. */
public final class RecordWriter {
    private static final byte[] MAGIC = {0x0a, 0x23, (byte) 0xd7, (byte) 0xce};

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final StringBuilder index = new StringBuilder();
    private int number;

    /** A set as InsightFace packs it: header record, images, identity records. */
    public static RecordWriter of(byte[][]... identities) {
        RecordWriter writer = new RecordWriter();
        int images = 0;
        for (byte[][] identity : identities) {
            images += identity.length;
        }
        writer.range(images + 1, images + 1 + identities.length);
        for (int label = 0; label < identities.length; label++) {
            for (byte[] image : identities[label]) {
                writer.image(label, image);
            }
        }
        int start = 1;
        for (byte[][] identity : identities) {
            writer.range(start, start + identity.length);
            start += identity.length;
        }
        return writer;
    }

    RecordWriter image(float label, byte[] image) {
        return record(payload(0, label, number, new float[0], image));
    }

    /** The label as the first of some floats. */
    RecordWriter image(float[] labels, byte[] image) {
        return record(payload(labels.length, 0, number, labels, image));
    }

    RecordWriter range(float start, float end) {
        return record(payload(2, 0, number, new float[] {start, end}, new byte[0]));
    }

    static byte[] payload(int flag, float label, long id, float[] floats, byte[] image) {
        ByteBuffer out =
                ByteBuffer.allocate(24 + 4 * floats.length + image.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(flag).putFloat(label).putLong(id).putLong(0);
        for (float value : floats) {
            out.putFloat(value);
        }
        return out.put(image).array();
    }

    /** A record with any payload, split where it holds the magic word. */
    RecordWriter record(byte[] payload) {
        indexed();
        int start = 0;
        for (int at = 0; at + 4 <= payload.length; at += 4) {
            if (ByteBuffer.wrap(payload, at, 4).getInt() == ByteBuffer.wrap(MAGIC).getInt()) {
                part(start == 0 ? 1 : 2, payload, start, at - start);
                start = at + 4;
            }
        }
        part(start == 0 ? 0 : 3, payload, start, payload.length - start);
        return this;
    }

    /** One part as it is. */
    RecordWriter part(int flag, byte[] payload, int from, int length) {
        frame(flag, length);
        records.write(payload, from, length);
        while (records.size() % 4 != 0) {
            records.write(0);
        }
        return this;
    }

    /** Magic word and length of a record, whatever follows. */
    RecordWriter frame(int flag, int length) {
        records.writeBytes(MAGIC);
        return raw(
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(flag << 29 | length)
                        .array());
    }

    /** The next line of the index. */
    RecordWriter indexed() {
        index.append(number++).append('\t').append(records.size()).append('\n');
        return this;
    }

    RecordWriter raw(byte... bytes) {
        records.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return records.toByteArray();
    }

    String index() {
        return index.toString();
    }

    /** Writes {@code NAME.rec} and {@code NAME.idx}; returns the former. */
    public Path write(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".idx"), index());
            return Files.write(folder.resolve(name + ".rec"), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
