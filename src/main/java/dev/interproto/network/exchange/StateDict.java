package dev.interproto.network.exchange;

import dev.interproto.common.pickle.PickleValue;
import dev.interproto.common.pickle.PickleValue.Dictionary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named tensors of a saved file, sorted into a backbone's and a head's.
 *
 * @param backbone by our names; without counters of batches
 * @param head the prototypes [C, D], where the file has any
 */
record StateDict(Map<String, TorchTensor> backbone, Optional<TorchTensor> head) {
    /** Keys under which training scripts keep the state dict, in the order they are tried. */
    private static final List<String> NESTS =
            List.of("state_dict", "model_state_dict", "model", "net", "backbone");

    /** Keys under which they keep the head's, beside it. */
    private static final List<String> HEAD_NESTS = List.of("head", "arcface", "margin");

    /** Before every name, where the network was wrapped for several devices. */
    private static final String WRAPPED = "module.";

    private static final String BACKBONE = "backbone.";

    /** The reference's head: W as [D, C]. */
    private static final String KERNEL = "kernel";

    /** Others' heads: W as [C, D]. */
    private static final String WEIGHT = "weight";

    private static final List<String> HEAD_PREFIXES =
            List.of("", "head.", "arcface.", "margin.", "classifier.", "fc.");

    private static final String COUNTER = "num_batches_tracked";

    /** Deepest nesting of state dicts that is searched. */
    private static final int MAX_DEPTH = 4;

    /**
     * The tensors of what was saved.
     *
     * @throws dev.interproto.common.UserFacingException where there are none, or names clash
     */
    static StateDict of(PickleValue root, TorchRefusals refusals) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        collect(root, MAX_DEPTH, tensors, refusals);
        if (tensors.isEmpty()) {
            throw refusals.unfit("holds no state dict: no tensors under names");
        }
        Optional<TorchTensor> head = Optional.empty();
        for (String prefix : HEAD_PREFIXES) {
            TorchTensor kernel = tensors.remove(prefix + KERNEL);
            TorchTensor weight = tensors.remove(prefix + WEIGHT);
            if (kernel != null && weight != null
                    || (kernel != null || weight != null) && head.isPresent()) {
                throw refusals.unfit("holds several heads");
            }
            if (kernel != null) {
                head = Optional.of(transposed(kernel, refusals));
            } else if (weight != null) {
                head = Optional.of(matrix(weight, refusals));
            }
        }
        return new StateDict(tensors, head);
    }

    /** The tensors of a dictionary, and of the dictionaries it is known to nest. */
    private static void collect(
            PickleValue value,
            int depth,
            Map<String, TorchTensor> tensors,
            TorchRefusals refusals) {
        if (depth == 0 || !(value instanceof Dictionary dictionary)) {
            return;
        }
        for (Map.Entry<String, PickleValue> entry : dictionary.entries().entrySet()) {
            if (entry.getValue() instanceof TorchTensor tensor) {
                put(entry.getKey(), tensor, tensors, refusals);
            }
        }
        for (String nest : NESTS) {
            if (dictionary.entries().get(nest) instanceof Dictionary nested) {
                collect(nested, depth - 1, tensors, refusals);
                break;
            }
        }
        for (String nest : HEAD_NESTS) {
            if (dictionary.entries().get(nest) instanceof Dictionary nested) {
                nested.entries()
                        .forEach(
                                (name, part) -> {
                                    if (part instanceof TorchTensor tensor) {
                                        put("head." + unwrapped(name), tensor, tensors, refusals);
                                    }
                                });
            }
        }
    }

    private static void put(
            String name,
            TorchTensor tensor,
            Map<String, TorchTensor> tensors,
            TorchRefusals refusals) {
        String plain = unwrapped(name);
        if (plain.startsWith(BACKBONE)) {
            plain = unwrapped(plain.substring(BACKBONE.length()));
        }
        if (plain.equals(COUNTER) || plain.endsWith("." + COUNTER)) {
            return;
        }
        if (tensors.put(plain, tensor) != null) {
            throw refusals.unfit("holds two tensors named " + plain);
        }
    }

    private static String unwrapped(String name) {
        return name.startsWith(WRAPPED) ? name.substring(WRAPPED.length()) : name;
    }

    private static TorchTensor matrix(TorchTensor tensor, TorchRefusals refusals) {
        if (tensor.shape().length != 2 || tensor.count() == 0) {
            throw refusals.unfit(
                    "holds a head that is no matrix but " + Arrays.toString(tensor.shape()));
        }
        return tensor;
    }

    /** The same elements, looked at the other way round. */
    private static TorchTensor transposed(TorchTensor kernel, TorchRefusals refusals) {
        matrix(kernel, refusals);
        return new TorchTensor(
                kernel.storage(),
                kernel.offset(),
                new long[] {kernel.shape()[1], kernel.shape()[0]},
                new long[] {kernel.strides()[1], kernel.strides()[0]});
    }

    /** PyTorch shape by name, of the backbone's tensors. */
    Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        backbone.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }
}
