package dev.interproto.workspace;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Scalars as TensorBoard reads them: TFRecords (length, masked CRC-32C, data, masked CRC-32C;
 * {@code tensorflow/core/lib/io/record_writer.cc}) of {@code Event} messages ({@code
 * tensorflow/core/util/event.proto}), encoded by hand. Not thread-safe.
 */
final class TensorBoardEvents implements Closeable {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    // Protocol buffers' wire types.
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private static final int CRC_MASK = 0xa282ead8;

    private final OutputStream out;

    /** Begins a file of its own, as each session of a run does. */
    TensorBoardEvents(Path folder, long millis) throws IOException {
        Files.createDirectories(folder);
        out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                folder.resolve("events.out.tfevents." + millis + ".interproto")));
        Message event = new Message();
        event.fixed64(WALL_TIME, millis / 1000.0);
        event.bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        record(event.toByteArray());
    }

    /** Adds a point of a curve; what is not a number leaves a gap. */
    void scalar(String tag, long step, double value, long millis) throws IOException {
        if (!Double.isFinite(value)) {
            return;
        }
        Message point = new Message();
        point.bytes(TAG, tag.getBytes(StandardCharsets.UTF_8));
        point.fixed32(SIMPLE_VALUE, (float) value);
        Message summary = new Message();
        summary.bytes(VALUE, point.toByteArray());
        Message event = new Message();
        event.fixed64(WALL_TIME, millis / 1000.0);
        event.varint(STEP, step);
        event.bytes(SUMMARY, summary.toByteArray());
        record(event.toByteArray());
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void record(byte[] data) throws IOException {
        byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(length)).array());
        out.write(data);
        out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(data)).array());
    }

    static int maskedCrc(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), 15) + CRC_MASK;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One protocol buffers message being written. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void varint(int field, long value) {
            key(field, VARINT);
            raw(value);
        }

        void fixed64(int field, double value) {
            key(field, FIXED_64);
            bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
        }

        void fixed32(int field, float value) {
            key(field, FIXED_32);
            bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
        }

        void bytes(int field, byte[] content) {
            key(field, BYTES);
            raw(content.length);
            bytes.writeBytes(content);
        }

        private void key(int field, int type) {
            raw((long) field << 3 | type);
        }

        private void raw(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
