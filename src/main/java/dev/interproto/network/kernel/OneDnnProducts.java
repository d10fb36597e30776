package dev.interproto.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrix products, by oneDNN. */
final class OneDnnProducts {
    /** What follows a product at once. */
    enum Then {
        NOTHING,
        RELU,
        SIGMOID
    }

    /** A matrix in memory: element (i, j) at i · row + j · column. */
    record Matrix(DataType type, long address, long rows, long columns, long row, long column) {
        /** An array of rank 2, or a weight {@code [out, in, 1, 1]}. */
        static Matrix of(INDArray array) {
            return new Matrix(
                    array.dataType(),
                    OneDnn.address(array),
                    array.size(0),
                    array.size(1),
                    array.rank() == 2 ? array.stride(0) : array.size(1),
                    array.rank() == 2 ? array.stride(1) : 1);
        }

        Matrix transposed() {
            return new Matrix(type, address, columns, rows, column, row);
        }

        Matrix transposedIf(boolean wanted) {
            return wanted ? transposed() : this;
        }

        private Form form() {
            return new Form(type, rows, columns, row, column);
        }
    }

    private record Form(DataType type, long rows, long columns, long row, long column) {
        memory.desc description() {
            return new memory.desc(
                    new long[] {rows, columns}, OneDnn.type(type), new long[] {row, column});
        }
    }

    private record Key(Form a, Form b, Form c, float alpha, float beta, Then then) {}

    private record PoolKey(DataType type, long batch, long pixels, long channels, float factor) {}

    private final OneDnn oneDnn;
    private final TensorPool pool;

    OneDnnProducts(OneDnn oneDnn, TensorPool pool) {
        this.oneDnn = oneDnn;
        this.pool = pool;
    }

    void product(Matrix a, Matrix b, Matrix c) {
        product(a, b, c, 1, 0, Then.NOTHING);
    }

    /** c = then(alpha · a · b) + beta · c. */
    void product(Matrix a, Matrix b, Matrix c, double alpha, double beta, Then then) {
        Key key = new Key(a.form(), b.form(), c.form(), (float) alpha, (float) beta, then);
        oneDnn.operation(key, () -> make(key)).run(a.address(), b.address(), c.address());
    }

    private OneDnnOperation make(Key key) {
        primitive_attr attributes = OneDnn.attributes();
        post_ops after = new post_ops();
        if (key.alpha() != 1) {
            after.append_eltwise(dnnl.algorithm.eltwise_linear, key.alpha(), 0);
        }
        switch (key.then()) {
            case RELU -> after.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
            case SIGMOID -> after.append_eltwise(dnnl.algorithm.eltwise_logistic, 0, 0);
            case NOTHING -> {}
        }
        if (key.beta() != 0) {
            after.append_sum(key.beta(), 0, memory.data_type.undef);
        }
        attributes.set_post_ops(after);
        return make(
                key.a().description(), key.b().description(), key.c().description(), attributes);
    }

    private OneDnnOperation make(
            memory.desc a, memory.desc b, memory.desc c, primitive_attr attributes) {
        var description = new matmul.primitive_desc(oneDnn.engine(), a, b, c, attributes, false);
        return oneDnn.bind(
                description,
                new matmul(description),
                OneDnn.argument(DNNL_ARG_SRC, a),
                OneDnn.argument(DNNL_ARG_WEIGHTS, b),
                OneDnn.argument(DNNL_ARG_DST, c));
    }

    /**
     * Sums over the pixels times a factor: a product with ones.
     *
     * @param x {@code [B, H, W, C]}
     * @param ones as many ones as pixels of all images, of x's type
     * @return {@code [B, C]}, float32, pool-owned
     */
    INDArray sumOverPixels(INDArray x, long ones, double factor) {
        long batch = x.size(0);
        long channels = x.size(3);
        long pixels = x.size(1) * x.size(2);
        INDArray result = pool.take(DataType.FLOAT, batch, channels);
        PoolKey key = new PoolKey(x.dataType(), batch, pixels, channels, (float) factor);
        oneDnn.operation(key, () -> makePool(key))
                .run(ones, OneDnn.address(x), OneDnn.address(result));
        return result;
    }

    private OneDnnOperation makePool(PoolKey key) {
        primitive_attr attributes = OneDnn.attributes();
        post_ops after = new post_ops();
        after.append_eltwise(dnnl.algorithm.eltwise_linear, key.factor(), 0);
        attributes.set_post_ops(after);
        memory.data_type type = OneDnn.type(key.type());
        return make(
                cube(type, key.batch(), 1, key.pixels()),
                cube(type, key.batch(), key.pixels(), key.channels()),
                cube(memory.data_type.f32, key.batch(), 1, key.channels()),
                attributes);
    }

    private static memory.desc cube(memory.data_type type, long... sizes) {
        return new memory.desc(sizes, type, memory.format_tag.abc);
    }
}
