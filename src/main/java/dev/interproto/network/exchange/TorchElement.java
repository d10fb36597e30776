package dev.interproto.network.exchange;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** The element types of PyTorch's storages. */
enum TorchElement {
    FLOAT64(Double.BYTES),
    FLOAT32(Float.BYTES),
    FLOAT16(Short.BYTES),
    BFLOAT16(Short.BYTES),
    INT64(Long.BYTES),
    INT32(Integer.BYTES),
    INT16(Short.BYTES),
    INT8(Byte.BYTES),
    UINT8(Byte.BYTES),
    BOOL(Byte.BYTES);

    private static final Map<String, TorchElement> STORAGES =
            Map.of(
                    "DoubleStorage", FLOAT64,
                    "FloatStorage", FLOAT32,
                    "HalfStorage", FLOAT16,
                    "BFloat16Storage", BFLOAT16,
                    "LongStorage", INT64,
                    "IntStorage", INT32,
                    "ShortStorage", INT16,
                    "CharStorage", INT8,
                    "ByteStorage", UINT8,
                    "BoolStorage", BOOL);

    private static final int HALF_FRACTION = 10;
    private static final int HALF_EXPONENTS = 0x1f;

    private final int bytes;

    TorchElement(int bytes) {
        this.bytes = bytes;
    }

    /** The type of a storage class, for example {@code FloatStorage}. */
    static Optional<TorchElement> ofStorage(String name) {
        return Optional.ofNullable(STORAGES.get(name));
    }

    /** Size of an element. */
    int bytes() {
        return bytes;
    }

    /** The next element as float32; float64 and whole numbers are rounded to it. */
    float next(ByteBuffer from) {
        return switch (this) {
            case FLOAT64 -> (float) from.getDouble();
            case FLOAT32 -> from.getFloat();
            case FLOAT16 -> half(from.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(from.getShort() << Short.SIZE);
            case INT64 -> from.getLong();
            case INT32 -> from.getInt();
            case INT16 -> from.getShort();
            case INT8 -> from.get();
            case UINT8, BOOL -> Byte.toUnsignedInt(from.get());
        };
    }

    /** IEEE 754 binary16: sign, 5 bits of exponent (bias 15), 10 of fraction; exact in float32. */
    static float half(short bits) {
        int exponent = bits >> HALF_FRACTION & HALF_EXPONENTS;
        int fraction = bits & (1 << HALF_FRACTION) - 1;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == HALF_EXPONENTS) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
