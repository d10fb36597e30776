package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleLimits;
import dev.interproto.common.pickle.PickleText;
import dev.interproto.common.pickle.PickleValue;
import dev.interproto.common.pickle.PickleValue.Dictionary;
import dev.interproto.common.pickle.PickleValue.Global;
import dev.interproto.common.pickle.PickleValue.Sequence;
import dev.interproto.common.pickle.PickleValue.Text;
import dev.interproto.common.pickle.PickleValue.Whole;
import dev.interproto.common.pickle.PickleVocabulary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that PyTorch's {@code torch.save} uses for a state dict: storages, the functions that
 * rebuild tensors and parameters from them, ordered dictionaries, element types. Nothing else.
 */
final class TorchVocabulary implements PickleVocabulary {
    private static final String UTILITIES = "torch._utils";
    private static final String REBUILD = "_rebuild_tensor";
    private static final String REBUILD_2 = "_rebuild_tensor_v2";
    private static final String PARAMETER = "_rebuild_parameter";
    private static final Global ORDERED = new Global("collections", "OrderedDict");
    private static final Global SIZE = new Global("torch", "Size");

    private static final Set<String> TYPES =
            Set.of(
                    "float64",
                    "float32",
                    "float16",
                    "bfloat16",
                    "int64",
                    "int32",
                    "int16",
                    "int8",
                    "uint8",
                    "bool");

    private final TorchRefusals refusals;
    private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

    /** Entries that calls have copied: a list that is recalled may be copied again and again. */
    private int copied;

    TorchVocabulary(TorchRefusals refusals) {
        this.refusals = refusals;
    }

    /** The storages that were referred to, whole, by key. */
    Collection<TorchStorage> storages() {
        return storages.values();
    }

    @Override
    public boolean knows(Global global) {
        return switch (global.module()) {
            case UTILITIES -> Set.of(REBUILD, REBUILD_2, PARAMETER).contains(global.name());
            case "torch" ->
                    TorchElement.ofStorage(global.name()).isPresent()
                            || TYPES.contains(global.name())
                            || global.equals(SIZE);
            default -> global.equals(ORDERED);
        };
    }

    @Override
    public PickleValue call(Global global, List<PickleValue> arguments) {
        if (global.equals(ORDERED)) {
            return ordered(arguments);
        }
        if (global.equals(SIZE) && arguments.size() == 1 && arguments.get(0) instanceof Sequence) {
            return arguments.get(0);
        }
        if (global.module().equals(UTILITIES)) {
            return switch (global.name()) {
                case PARAMETER -> parameter(arguments);
                case REBUILD, REBUILD_2 -> tensor(arguments);
                default -> throw refusals.foreignGlobal(global.text());
            };
        }
        throw refusals.foreignInstruction("REDUCE on " + global.text());
    }

    /** An OrderedDict's attributes: PyTorch's _metadata, which tells module versions; not kept. */
    @Override
    public void build(PickleValue value, PickleValue state) {
        if (!(value instanceof Dictionary dictionary)
                || !dictionary.ordered()
                || !(state instanceof Dictionary)) {
            throw refusals.foreignInstruction("BUILD on something that is no OrderedDict");
        }
    }

    /** An empty one, or one of pairs, as Python 2 wrote it. */
    private Dictionary ordered(List<PickleValue> arguments) {
        Dictionary dictionary = new Dictionary(true);
        if (arguments.isEmpty()) {
            return dictionary;
        }
        List<PickleValue> pairs = sequence(arguments.get(0));
        copied += pairs.size();
        if (copied > PickleLimits.STATE_DICT.steps()) {
            throw refusals.tooLarge("its pickle copies " + copied + " entries");
        }
        for (PickleValue pair : pairs) {
            List<PickleValue> entry = sequence(pair);
            if (entry.size() != 2) {
                throw refusals.damaged("a dictionary's entry has " + entry.size() + " parts");
            }
            if (entry.get(0) instanceof Text key) {
                dictionary.entries().put(PickleText.name(key, refusals), entry.get(1));
            }
        }
        return dictionary;
    }

    /** (tensor, requires_grad, hooks): the tensor. */
    private TorchTensor parameter(List<PickleValue> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof TorchTensor tensor)) {
            throw refusals.damaged("a parameter holds no tensor");
        }
        return tensor;
    }

    /** (storage, offset, shape, strides, …): what follows is for training only. */
    private TorchTensor tensor(List<PickleValue> arguments) {
        if (arguments.size() < 4 || !(arguments.get(0) instanceof TorchStorage storage)) {
            throw refusals.damaged("a tensor has no storage");
        }
        return TorchTensor.checked(
                storage,
                whole(arguments.get(1)),
                sizes(arguments.get(2)),
                sizes(arguments.get(3)),
                refusals);
    }

    private long[] sizes(PickleValue value) {
        List<PickleValue> items = sequence(value);
        if (items.size() > TorchTensor.MAX_DIMENSIONS) {
            throw refusals.tooLarge("a tensor of " + items.size() + " dimensions");
        }
        return items.stream().mapToLong(this::whole).toArray();
    }

    /** ("storage", type, key, device, elements), in old files also (view key, start, length). */
    @Override
    public PickleValue persistent(PickleValue id) {
        List<PickleValue> parts = id instanceof Sequence tuple ? tuple.items() : List.of();
        boolean storage =
                (parts.size() == 5 || parts.size() == 6)
                        && parts.get(0) instanceof Text kind
                        && kind.value().equals("storage");
        if (!storage) {
            throw refusals.foreignInstruction("BINPERSID for something that is no storage");
        }
        TorchElement element = element(parts.get(1));
        if (!(parts.get(2) instanceof Text text)) {
            throw refusals.damaged("a storage has no name");
        }
        String key = PickleText.name(text, refusals);
        long total = whole(parts.get(4));
        TorchStorage whole = new TorchStorage(key, element, total, 0, total);
        checkSize(whole);
        TorchStorage before = storages.putIfAbsent(key, whole);
        if (before != null && !before.equals(whole)) {
            throw refusals.damaged("storage " + key + " has two sizes or types");
        }
        Optional<List<PickleValue>> view =
                parts.size() == 6 && parts.get(5) instanceof Sequence tuple
                        ? Optional.of(tuple.items())
                        : Optional.empty();
        return view.map(of -> view(whole, of)).orElse(whole);
    }

    private TorchElement element(PickleValue type) {
        Optional<TorchElement> element =
                type instanceof Global global && global.module().equals("torch")
                        ? TorchElement.ofStorage(global.name())
                        : Optional.empty();
        return element.orElseThrow(() -> refusals.damaged("a storage has no type"));
    }

    private void checkSize(TorchStorage storage) {
        if (storage.total() < 0 || storage.total() > Long.MAX_VALUE / storage.element().bytes()) {
            throw refusals.tooLarge(
                    "storage " + storage.key() + " of " + storage.total() + " elements");
        }
    }

    private TorchStorage view(TorchStorage whole, List<PickleValue> parts) {
        if (parts.size() != 3) {
            throw refusals.damaged("a view of a storage has " + parts.size() + " parts");
        }
        long start = whole(parts.get(1));
        long length = whole(parts.get(2));
        if (start < 0 || length < 0 || start > whole.total() - length) {
            throw refusals.damaged("a view lies outside its storage " + whole.key());
        }
        return new TorchStorage(whole.key(), whole.element(), whole.total(), start, length);
    }

    private List<PickleValue> sequence(PickleValue value) {
        if (value instanceof Sequence sequence) {
            return sequence.items();
        }
        throw refusals.damaged("a list is expected in its pickle");
    }

    private long whole(PickleValue value) {
        if (value instanceof Whole number) {
            try {
                return number.value().longValueExact();
            } catch (ArithmeticException e) {
                throw tooLarge(e);
            }
        }
        throw refusals.damaged("a whole number is expected in its pickle");
    }

    private UserFacingException tooLarge(ArithmeticException cause) {
        return refusals.tooLarge("a size that no 64 bits hold (" + cause.getMessage() + ")");
    }
}
