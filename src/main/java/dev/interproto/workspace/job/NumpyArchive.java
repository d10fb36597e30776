package dev.interproto.workspace.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that {@code embed} writes, in NumPy's npz format 1.0: {@code embeddings} (float32,
 * one row an image) and {@code names} (fixed-width unicode), readable without pickles.
 */
final class NumpyArchive {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NumpyArchive() {}

    static void write(OutputStream out, List<float[]> rows, int dimension, List<String> names)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        begin(zip, "embeddings", "<f4", "(" + rows.size() + ", " + dimension + ")");
        ByteBuffer row =
                ByteBuffer.allocate(Float.BYTES * dimension).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] values : rows) {
            row.clear();
            row.asFloatBuffer().put(values);
            zip.write(row.array());
        }
        zip.closeEntry();
        int width = Math.max(1, names.stream().mapToInt(NumpyArchive::letters).max().orElse(1));
        begin(zip, "names", "<U" + width, "(" + names.size() + ",)");
        for (String name : names) {
            ByteBuffer letters =
                    ByteBuffer.allocate(Integer.BYTES * width).order(ByteOrder.LITTLE_ENDIAN);
            name.codePoints().forEach(letters::putInt);
            zip.write(letters.array());
        }
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private static int letters(String name) {
        return name.codePointCount(0, name.length());
    }

    private static void begin(ZipOutputStream zip, String name, String type, String shape)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int used = MAGIC.length + 2 + text.length() + 1;
        String padded = text + " ".repeat((ALIGNMENT - used % ALIGNMENT) % ALIGNMENT) + "\n";
        zip.write(MAGIC);
        zip.write(padded.length() & 0xff);
        zip.write(padded.length() >> 8);
        zip.write(padded.getBytes(StandardCharsets.US_ASCII));
    }
}
