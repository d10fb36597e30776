package dev.interproto.network.exchange;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The element types of MXNet's arrays, by their number in files. */
enum MxNetType {
    FLOAT32(0, 4),
    FLOAT64(1, 8),
    FLOAT16(2, 2),
    UINT8(3, 1),
    INT32(4, 4),
    INT8(5, 1),
    INT64(6, 8),
    BOOL(7, 1),
    BFLOAT16(12, 2);

    private static final int HALF_EXPONENT = 0x1f;
    private static final int HALF_FRACTION = 0x3ff;

    private final int flag;
    private final int bytes;

    MxNetType(int flag, int bytes) {
        this.flag = flag;
        this.bytes = bytes;
    }

    static Optional<MxNetType> of(int flag) {
        for (MxNetType type : values()) {
            if (type.flag == flag) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Bytes of an element. */
    int bytes() {
        return bytes;
    }

    /** The next element as float32; wider ones are rounded. */
    float next(ByteBuffer from) {
        return switch (this) {
            case FLOAT32 -> from.getFloat();
            case FLOAT64 -> (float) from.getDouble();
            case FLOAT16 -> half(from.getShort());
            case UINT8, BOOL -> from.get() & 0xff;
            case INT32 -> from.getInt();
            case INT8 -> from.get();
            case INT64 -> from.getLong();
            case BFLOAT16 -> Float.intBitsToFloat(from.getShort() << 16);
        };
    }

    /** IEEE 754 half precision, exactly. */
    private static float half(short bits) {
        int exponent = bits >> 10 & HALF_EXPONENT;
        int fraction = bits & HALF_FRACTION;
        float size;
        if (exponent == HALF_EXPONENT) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((float) fraction, -24);
        } else {
            size = Math.scalb((float) (fraction | HALF_FRACTION + 1), exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
