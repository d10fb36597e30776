package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MULTIPLE_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.sum;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is done element by element, and moves between types and layouts, by oneDNN. */
final class OneDnnElements {
    private record Key(Object kind, DataType type, DataType other, List<Long> numbers) {}

    /** A place in memory as a primitive sees it. */
    private record View(DataType type, long[] sizes, long[] strides) {
        memory.desc description() {
            return new memory.desc(sizes, OneDnn.type(type), strides);
        }
    }

    private final OneDnn oneDnn;
    private final TensorPool pool;

    OneDnnElements(OneDnn oneDnn, TensorPool pool) {
        this.oneDnn = oneDnn;
        this.pool = pool;
    }

    void addInto(INDArray target, INDArray other) {
        binary("add", dnnl.algorithm.binary_add, target, other, target);
    }

    INDArray multiply(INDArray a, INDArray b) {
        INDArray product = pool.take(a.dataType(), a.shape());
        binary("multiply", dnnl.algorithm.binary_mul, a, b, product);
        return product;
    }

    private void binary(
            String kind, dnnl.algorithm algorithm, INDArray a, INDArray b, INDArray result) {
        long length = a.length();
        Key key = new Key(kind, a.dataType(), b.dataType(), List.of(length));
        oneDnn.operation(key, () -> makeBinary(algorithm, a.dataType(), b.dataType(), length))
                .run(OneDnn.address(a), OneDnn.address(b), OneDnn.address(result));
    }

    private OneDnnOperation makeBinary(
            dnnl.algorithm algorithm, DataType a, DataType b, long length) {
        memory.desc first = flat(a, length);
        memory.desc second = flat(b, length);
        var description =
                new binary.primitive_desc(
                        oneDnn.engine(),
                        algorithm,
                        first,
                        second,
                        first,
                        OneDnn.attributes(),
                        false);
        return oneDnn.bind(
                description,
                new binary(description),
                OneDnn.argument(DNNL_ARG_SRC_0, first),
                OneDnn.argument(DNNL_ARG_SRC_1, second),
                OneDnn.argument(DNNL_ARG_DST, first));
    }

    private static memory.desc flat(DataType type, long length) {
        return new memory.desc(new long[] {length}, OneDnn.type(type), memory.format_tag.a);
    }

    /**
     * x · gate, the gate being one number an image and channel.
     *
     * @param x {@code [B, H, W, C]}
     * @param gate {@code [B, C]}, float32
     * @param y receives the result; may be x
     */
    void scaleChannels(INDArray x, INDArray gate, INDArray y) {
        byChannel("scale", dnnl.algorithm.binary_mul, x, gate, y);
    }

    /** As {@link #scaleChannels}, x + shift. */
    void shiftChannels(INDArray x, INDArray shift, INDArray y) {
        byChannel("shift", dnnl.algorithm.binary_add, x, shift, y);
    }

    // One after the other: oneDNN's fused form of both falls back to a reference implementation.
    private void byChannel(
            String kind, dnnl.algorithm algorithm, INDArray x, INDArray numbers, INDArray y) {
        long batch = x.size(0);
        long channels = x.size(3);
        long pixels = x.length() / batch / channels;
        Key key = new Key(kind, x.dataType(), DataType.FLOAT, List.of(batch, pixels, channels));
        oneDnn.operation(key, () -> makeByChannel(algorithm, x.dataType(), batch, pixels, channels))
                .run(OneDnn.address(x), OneDnn.address(numbers), OneDnn.address(y));
    }

    private OneDnnOperation makeByChannel(
            dnnl.algorithm algorithm, DataType type, long batch, long pixels, long channels) {
        memory.desc values =
                new memory.desc(
                        new long[] {batch, pixels, channels},
                        OneDnn.type(type),
                        memory.format_tag.abc);
        memory.desc numbers =
                new memory.desc(
                        new long[] {batch, 1, channels},
                        memory.data_type.f32,
                        memory.format_tag.abc);
        var description =
                new binary.primitive_desc(
                        oneDnn.engine(),
                        algorithm,
                        values,
                        numbers,
                        values,
                        OneDnn.attributes(),
                        false);
        return oneDnn.bind(
                description,
                new binary(description),
                OneDnn.argument(DNNL_ARG_SRC_0, values),
                OneDnn.argument(DNNL_ARG_SRC_1, numbers),
                OneDnn.argument(DNNL_ARG_DST, values));
    }

    /** The values in another type, pool-owned. */
    INDArray convert(INDArray values, DataType type) {
        INDArray result = pool.take(type, values.shape());
        convert(OneDnn.address(values), values.dataType(), result);
        return result;
    }

    /** Fills an array with values of another type. */
    void convert(long from, DataType type, INDArray result) {
        long[] length = {result.length()};
        move(
                new View(type, length, new long[] {1}),
                new View(result.dataType(), length, new long[] {1}),
                from,
                OneDnn.address(result),
                false);
    }

    INDArray subsample(INDArray x, int stride) {
        long rows = (x.size(1) + stride - 1) / stride;
        long columns = (x.size(2) + stride - 1) / stride;
        INDArray y = pool.take(x.dataType(), x.size(0), rows, columns, x.size(3));
        for (long[] at : slices(x, y, stride)) {
            move(everyPixel(x, y, stride, at[0]), images(y, at[0]), at[1], at[2], false);
        }
        return y;
    }

    void subsampleBackwardInto(INDArray dy, int stride, INDArray dx) {
        for (long[] at : slices(dx, dy, stride)) {
            move(images(dy, at[0]), everyPixel(dx, dy, stride, at[0]), at[2], at[1], true);
        }
    }

    /**
     * How many images to treat at once, and where they begin in x and y. All at once, but one by
     * one where the last row read is the image's last: oneDNN takes that for an overlap of images.
     */
    private static long[][] slices(INDArray x, INDArray y, int stride) {
        long batch = x.size(0);
        if (x.size(1) % stride == 0) {
            return new long[][] {{batch, OneDnn.address(x), OneDnn.address(y)}};
        }
        long width = x.dataType().width();
        long[][] slices = new long[(int) batch][];
        for (int i = 0; i < batch; i++) {
            slices[i] =
                    new long[] {
                        1,
                        OneDnn.address(x) + i * width * x.length() / batch,
                        OneDnn.address(y) + i * width * y.length() / batch
                    };
        }
        return slices;
    }

    private static View images(INDArray x) {
        return images(x, x.size(0));
    }

    private static View images(INDArray x, long count) {
        return everyPixel(x, x, 1, count);
    }

    /** Every stride-th pixel of some images of x, with the sizes of {@code like}. */
    private static View everyPixel(INDArray x, INDArray like, int stride, long count) {
        long channels = x.size(3);
        long row = x.size(2) * channels;
        return new View(
                x.dataType(),
                new long[] {count, channels, like.size(1), like.size(2)},
                new long[] {x.size(1) * row, 1, stride * row, stride * channels});
    }

    INDArray flattenChannelsFirst(INDArray x) {
        INDArray flat = pool.take(x.dataType(), x.size(0), x.length() / x.size(0));
        move(
                images(x),
                channelsFirst(flat, x.shape()),
                OneDnn.address(x),
                OneDnn.address(flat),
                false);
        return flat;
    }

    INDArray unflattenChannelsFirst(INDArray flat, long[] shape) {
        INDArray x = pool.take(flat.dataType(), shape);
        move(channelsFirst(flat, shape), images(x), OneDnn.address(flat), OneDnn.address(x), false);
        return x;
    }

    /** Flat values in the order C, H, W of images {@code [B, H, W, C]}. */
    private static View channelsFirst(INDArray flat, long[] shape) {
        long pixels = shape[1] * shape[2];
        return new View(
                flat.dataType(),
                new long[] {shape[0], shape[3], shape[1], shape[2]},
                new long[] {shape[3] * pixels, pixels, shape[2], 1});
    }

    private void move(View from, View to, long source, long target, boolean adding) {
        List<Long> numbers = new ArrayList<>();
        for (long[] part : new long[][] {from.sizes(), from.strides(), to.strides()}) {
            for (long number : part) {
                numbers.add(number);
            }
        }
        Key key = new Key(adding ? "move and add" : "move", from.type(), to.type(), numbers);
        oneDnn.operation(key, () -> makeMove(from, to, adding)).run(source, target);
    }

    private OneDnnOperation makeMove(View from, View to, boolean adding) {
        primitive_attr attributes = OneDnn.attributes();
        if (adding) {
            post_ops then = new post_ops();
            then.append_sum();
            attributes.set_post_ops(then);
        }
        memory.desc source = from.description();
        memory.desc target = to.description();
        var description =
                new reorder.primitive_desc(
                        oneDnn.engine(), source, oneDnn.engine(), target, attributes, false);
        return oneDnn.bind(
                description,
                new reorder(description),
                OneDnn.argument(DNNL_ARG_SRC, source),
                OneDnn.argument(DNNL_ARG_DST, target));
    }

    /**
     * into = Σ factor · array, over float32 vectors of equal length; {@code into} may be the first.
     */
    void weightedSum(INDArray into, float[] factors, INDArray... arrays) {
        List<Long> numbers = new ArrayList<>();
        numbers.add(into.length());
        for (float factor : factors) {
            numbers.add((long) Float.floatToIntBits(factor));
        }
        DataType type = into.dataType();
        Key key = new Key("sum", type, type, numbers);
        long[] addresses = new long[arrays.length + 1];
        for (int i = 0; i < arrays.length; i++) {
            addresses[i] = OneDnn.address(arrays[i]);
        }
        addresses[arrays.length] = OneDnn.address(into);
        oneDnn.operation(key, () -> makeSum(type, into.length(), factors)).run(addresses);
    }

    private OneDnnOperation makeSum(DataType type, long length, float[] factors) {
        memory.desc vector = flat(type, length);
        memory.desc[] all = new memory.desc[factors.length];
        Arrays.fill(all, vector);
        var description =
                new sum.primitive_desc(
                        oneDnn.engine(),
                        vector,
                        factors,
                        new memory_desc_vector(all),
                        OneDnn.attributes(),
                        false);
        OneDnn.Argument[] arguments = new OneDnn.Argument[factors.length + 1];
        for (int i = 0; i < factors.length; i++) {
            arguments[i] = OneDnn.argument(DNNL_ARG_MULTIPLE_SRC + i, vector);
        }
        arguments[factors.length] = OneDnn.argument(DNNL_ARG_DST, vector);
        return oneDnn.bind(description, new sum(description), arguments);
    }
}
