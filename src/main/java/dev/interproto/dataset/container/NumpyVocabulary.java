package dev.interproto.dataset.container;

import dev.interproto.common.pickle.PickleRefusals;
import dev.interproto.common.pickle.PickleValue;
import dev.interproto.common.pickle.PickleValue.Bytes;
import dev.interproto.common.pickle.PickleValue.Global;
import dev.interproto.common.pickle.PickleValue.LongText;
import dev.interproto.common.pickle.PickleValue.Sequence;
import dev.interproto.common.pickle.PickleValue.Text;
import dev.interproto.common.pickle.PickleValue.Whole;
import dev.interproto.common.pickle.PickleVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The names by which Python pickles lists of buffers: numpy's arrays, element types and single
 * values, and bytes written for older versions. Nothing else.
 */
final class NumpyVocabulary implements PickleVocabulary {
    private static final Set<String> MODULES =
            Set.of(
                    "numpy.core.multiarray",
                    "numpy._core.multiarray",
                    "numpy.core.numeric",
                    "numpy._core.numeric",
                    "numpy");
    private static final Set<String> BUILTINS = Set.of("__builtin__", "builtins");
    private static final Global ENCODE = new Global("_codecs", "encode");

    private static final String RECONSTRUCT = "_reconstruct";
    private static final String FROM_BUFFER = "_frombuffer";
    private static final String SCALAR = "scalar";
    private static final String ARRAY = "ndarray";
    private static final String TYPE = "dtype";

    private final PickleRefusals refusals;

    NumpyVocabulary(PickleRefusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean knows(Global global) {
        String name = global.name();
        if (BUILTINS.contains(global.module())) {
            return name.equals("bytes") || name.equals("bytearray");
        }
        return switch (global.module()) {
            case "numpy" -> name.equals(ARRAY) || name.equals(TYPE);
            case "numpy.core.multiarray", "numpy._core.multiarray" ->
                    name.equals(RECONSTRUCT) || name.equals(SCALAR);
            case "numpy.core.numeric", "numpy._core.numeric" -> name.equals(FROM_BUFFER);
            default -> global.equals(ENCODE);
        };
    }

    @Override
    public PickleValue call(Global global, List<PickleValue> arguments) {
        if (global.equals(ENCODE) || BUILTINS.contains(global.module())) {
            return bytes(arguments);
        }
        if (MODULES.contains(global.module())) {
            switch (global.name()) {
                case RECONSTRUCT:
                    return new NumpyArray();
                case TYPE:
                    return type(arguments);
                case SCALAR:
                    return scalar(arguments);
                case FROM_BUFFER:
                    return fromBuffer(arguments);
                default:
                    break;
            }
        }
        throw refusals.foreignInstruction("REDUCE on " + global.text());
    }

    /** (), (bytes), or (text, "latin1"). */
    private PickleValue bytes(List<PickleValue> arguments) {
        if (arguments.isEmpty()) {
            return new Bytes(0, 0, new byte[0]);
        }
        PickleValue value = arguments.get(0);
        if (value instanceof Bytes || value instanceof EncodedBytes) {
            return value;
        }
        boolean latin =
                arguments.size() == 2
                        && Set.of("latin1", "latin-1", "iso-8859-1")
                                .contains(name(arguments.get(1)));
        if (latin && value instanceof LongText text) {
            return new EncodedBytes(text);
        }
        if (latin && value instanceof Text text) {
            byte[] content = text.value().getBytes(StandardCharsets.ISO_8859_1);
            return new Bytes(0, content.length, content);
        }
        throw refusals.damaged("bytes are made of something else");
    }

    /** (name, align, copy). */
    private NumpyType type(List<PickleValue> arguments) {
        String name = arguments.isEmpty() ? "" : name(arguments.get(0));
        return NumpyType.named(name)
                .orElseThrow(() -> refusals.damaged("an array of type \"" + name + "\""));
    }

    private static String name(PickleValue value) {
        if (value instanceof Text text) {
            return text.value();
        }
        return value instanceof Bytes bytes
                ? new String(bytes.content(), StandardCharsets.ISO_8859_1)
                : "";
    }

    /** (type, bytes): an array of one. */
    private NumpyArray scalar(List<PickleValue> arguments) {
        if (arguments.size() != 2 || !(arguments.get(0) instanceof NumpyType type)) {
            throw refusals.damaged("a number has no type");
        }
        return filled(type, 1, arguments.get(1));
    }

    /** (buffer, type, shape, order). */
    private NumpyArray fromBuffer(List<PickleValue> arguments) {
        if (arguments.size() < 3 || !(arguments.get(1) instanceof NumpyType type)) {
            throw refusals.damaged("an array has no type");
        }
        return filled(type, count(arguments.get(2)), arguments.get(0));
    }

    private static NumpyArray filled(NumpyType type, long count, PickleValue data) {
        NumpyArray array = new NumpyArray();
        array.fill(new NumpyArray.Content(type, count, data));
        return array;
    }

    /** An array's state is (version, shape, type, Fortran order, data); a type's is not needed. */
    @Override
    public void build(PickleValue value, PickleValue state) {
        if (value instanceof NumpyType) {
            return;
        }
        if (!(value instanceof NumpyArray array)) {
            throw refusals.foreignInstruction("BUILD on something that is no array");
        }
        List<PickleValue> parts = state instanceof Sequence tuple ? tuple.items() : List.of();
        if (parts.size() != 5 || !(parts.get(2) instanceof NumpyType type)) {
            throw refusals.damaged("an array has no type");
        }
        array.fill(new NumpyArray.Content(type, count(parts.get(1)), parts.get(4)));
    }

    private long count(PickleValue shape) {
        List<PickleValue> sizes = shape instanceof Sequence tuple ? tuple.items() : List.of();
        long count = 1;
        for (PickleValue size : sizes) {
            if (!(size instanceof Whole whole)
                    || whole.value().signum() < 0
                    || whole.value().bitLength() > 31
                    || count * whole.value().longValue() > Integer.MAX_VALUE) {
                throw refusals.tooLarge("an array's size");
            }
            count *= whole.value().longValue();
        }
        return count;
    }

    @Override
    public PickleValue persistent(PickleValue id) {
        throw refusals.foreignInstruction("BINPERSID");
    }
}
