package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A file of {@code torch.save}, open: the pickled value first, tensors' values only when they are
 * asked for, streamed from the file into their array.
 */
abstract sealed class TorchArchive implements AutoCloseable
        permits TorchZipArchive, TorchLegacyArchive {
    private static final int CHUNK = 1 << 16;

    private final TorchRefusals refusals;

    TorchArchive(TorchRefusals refusals) {
        this.refusals = refusals;
    }

    /**
     * Opens a file of either form and checks the sizes of all storages.
     *
     * @throws UserFacingException where it is cut off, damaged, out of proportion, or refers to
     *     anything but tensors
     */
    static TorchArchive open(Path file) {
        TorchRefusals refusals = new TorchRefusals(String.valueOf(file.getFileName()));
        byte[] start = new byte[2];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(start, 0, start.length);
        } catch (IOException e) {
            throw new UserFacingException(
                    "The model file " + file + " cannot be read (" + e.getMessage() + ").",
                    "Nothing was imported.",
                    "Check the path, and that you may read the file.",
                    e);
        }
        boolean zip = start[0] == 'P' && start[1] == 'K';
        return zip ? TorchZipArchive.open(file, refusals) : TorchLegacyArchive.open(file, refusals);
    }

    final TorchRefusals refusals() {
        return refusals;
    }

    /** What was saved. */
    abstract PickleValue root();

    /** A storage's bytes: at least all of those under its key. */
    abstract InputStream bytes(String key) throws IOException;

    /** Byte order of the elements. */
    abstract ByteOrder order();

    /**
     * Checks that a storage ends where it was read to, and its check sum, where the file tells.
     *
     * @param rest what follows the last of its bytes
     * @param sum of all its bytes
     */
    abstract void checkEnd(String key, InputStream rest, CRC32 sum) throws IOException;

    @Override
    public abstract void close();

    /**
     * A tensor's values.
     *
     * @return new, in C order of its shape, as float32
     * @throws UserFacingException where the file's bytes end early, differ from their check sum, or
     *     exceed an array
     */
    final float[] read(TorchTensor tensor) {
        long count = tensor.count();
        if (count == 0) {
            return new float[0];
        }
        if (Math.max(count, tensor.span()) > Integer.MAX_VALUE - 8) {
            throw refusals.tooLarge("a tensor of " + count + " elements");
        }
        // Zeros pack well, and a sparse file takes no room: a small file can ask for gigabytes.
        long memory = Runtime.getRuntime().maxMemory();
        long needed = (tensor.span() + (tensor.contiguous() ? 0 : count)) * Float.BYTES;
        if (needed > memory / 2) {
            throw refusals.tooLarge(
                    "a tensor takes "
                            + (needed >> 20)
                            + " MiB, more than half of the "
                            + (memory >> 20)
                            + " MiB that this program may use");
        }
        try {
            float[] span = stream(tensor, (int) tensor.span());
            return tensor.contiguous() ? span : gather(tensor, span, (int) count);
        } catch (EOFException e) {
            throw refusals.damaged(
                    "storage " + tensor.storage().key() + " is shorter than its size", e);
        } catch (IOException e) {
            throw refusals.damaged(
                    "storage "
                            + tensor.storage().key()
                            + " cannot be read ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    private float[] stream(TorchTensor tensor, int length) throws IOException {
        TorchStorage storage = tensor.storage();
        TorchElement element = storage.element();
        long first = storage.start() + tensor.offset();
        float[] values = new float[length];
        CRC32 sum = new CRC32();
        byte[] bytes = new byte[CHUNK];
        ByteBuffer chunk = ByteBuffer.wrap(bytes).order(order());
        try (InputStream in = bytes(storage.key())) {
            in.skipNBytes(first * element.bytes());
            for (int done = 0; done < length; ) {
                int part = Math.min(CHUNK / element.bytes(), length - done);
                int wanted = part * element.bytes();
                if (in.readNBytes(bytes, 0, wanted) < wanted) {
                    throw new EOFException();
                }
                sum.update(bytes, 0, wanted);
                chunk.clear();
                for (int i = 0; i < part; i++) {
                    values[done++] = element.next(chunk);
                }
            }
            if (length == storage.total()) {
                checkEnd(storage.key(), in, sum);
            }
        }
        return values;
    }

    /** In C order what lies in the order of the strides. */
    private static float[] gather(TorchTensor tensor, float[] span, int count) {
        long[] shape = tensor.shape();
        long[] strides = tensor.strides();
        long[] index = new long[shape.length];
        float[] values = new float[count];
        long at = 0;
        for (int i = 0; i < count; i++) {
            values[i] = span[(int) at];
            for (int d = shape.length - 1; d >= 0; d--) {
                at += strides[d];
                if (++index[d] < shape[d]) {
                    break;
                }
                at -= index[d] * strides[d];
                index[d] = 0;
            }
        }
        return values;
    }
}
