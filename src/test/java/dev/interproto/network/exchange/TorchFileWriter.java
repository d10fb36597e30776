package dev.interproto.network.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles and files as torch.save does, byte by byte, and as it never would. */
final class TorchFileWriter {
    /** A storage's class, number of elements and bytes. */
    record Storage(String type, long elements, byte[] bytes) {}

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    TorchFileWriter() {
        raw(0x80, 2);
    }

    TorchFileWriter raw(int... bytes) {
        for (int value : bytes) {
            pickle.write(value);
        }
        return this;
    }

    TorchFileWriter raw(String ascii) {
        pickle.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    TorchFileWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        raw('X');
        pickle.writeBytes(little(4).putInt(bytes.length).array());
        pickle.writeBytes(bytes);
        return this;
    }

    TorchFileWriter whole(long value) {
        raw(0x8a, 8);
        pickle.writeBytes(little(8).putLong(value).array());
        return this;
    }

    TorchFileWriter global(String module, String name) {
        return raw("c" + module + "\n" + name + "\n");
    }

    TorchFileWriter sizes(long... sizes) {
        raw('(');
        for (long size : sizes) {
            whole(size);
        }
        return raw('t');
    }

    /** OrderedDict() and a mark: entries follow. */
    TorchFileWriter begin() {
        return global("collections", "OrderedDict").raw(")R(");
    }

    /** The entries end, and the attribute _metadata is set as PyTorch does. */
    TorchFileWriter end() {
        return raw("u}").text("_metadata").begin().raw("usb.");
    }

    TorchFileWriter storage(String key, Storage storage) {
        storages.put(key, storage);
        return this;
    }

    /** A reference to a storage, then offset, shape and strides. */
    TorchFileWriter tensor(
            String key, String type, long elements, long offset, long[] shape, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").raw("((").text("storage");
        global("torch", type).text(key).text("cpu").whole(elements).raw("tQ");
        whole(offset).sizes(shape).sizes(strides).raw(0x89);
        return global("collections", "OrderedDict").raw(")RtR");
    }

    /** A named tensor of floats in C order with a storage of its own. */
    TorchFileWriter floats(String name, float[] values, long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        String key = Integer.toString(storages.size());
        storage(key, new Storage("FloatStorage", values.length, bytes(values)));
        return text(name).tensor(key, "FloatStorage", values.length, 0, shape, strides);
    }

    static byte[] bytes(float... values) {
        ByteBuffer bytes = little(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] pickle() {
        return pickle.toByteArray();
    }

    /** Not packed, as torch.save writes. */
    Path zip(Path file) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle.toByteArray());
        storages.forEach((key, storage) -> entries.put("archive/data/" + key, storage.bytes()));
        entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        return zip(file, entries, Deflater.NO_COMPRESSION);
    }

    /** Deflated, as no torch.save but as some tools write. */
    static Path zip(Path file, Map<String, byte[]> entries) {
        return zip(file, entries, Deflater.DEFAULT_COMPRESSION);
    }

    private static Path zip(Path file, Map<String, byte[]> entries, int level) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(level);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Path legacy(Path file) {
        TorchFileWriter head = new TorchFileWriter();
        head.raw(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19).raw('.');
        head.raw(0x80, 2).raw('M', 0xe9, 3).raw('.');
        head.raw(0x80, 2).raw('}').text("little_endian").raw(0x88).raw("s.");
        TorchFileWriter keys = new TorchFileWriter().raw("](");
        storages.keySet().forEach(keys::text);
        keys.raw("e.");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.pickle.toByteArray());
        all.writeBytes(pickle.toByteArray());
        all.writeBytes(keys.pickle.toByteArray());
        for (Storage storage : storages.values()) {
            all.writeBytes(little(8).putLong(storage.elements()).array());
            all.writeBytes(storage.bytes());
        }
        return write(file, all.toByteArray());
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
