package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.Backbone;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Model files of PyTorch: state dicts of the reference's backbones and heads, in the zip form and
 * the older one.
 *
 * <p>The pickle in them is read as data: it may name only storages and the functions that rebuild
 * tensors, and these are taken as names. A state dict may lie under {@code state_dict}, {@code
 * model_state_dict}, {@code model}, {@code net} or {@code backbone}, and its names may begin with
 * {@code module.} or {@code backbone.}. A head is {@code kernel} [D, C] or {@code weight} [C, D],
 * alone, under {@code head} or beside the backbone.
 */
public final class TorchModels {
    private static final String FORMAT = "PyTorch state dict";

    private TorchModels() {}

    /**
     * The backbone of a file, and the head where the file also holds one.
     *
     * @param file as {@code torch.save(model.state_dict(), file)} writes it
     * @param preprocessing what the network was trained with; other than {@link
     *     Preprocessing#STANDARD} is folded into the first convolution
     * @throws UserFacingException where the file is damaged, cut off, out of proportion or refers
     *     to code, where its tensors are those of no backbone, or the preprocessing cannot be
     *     folded
     */
    public static BackboneWeights read(Path file, Preprocessing preprocessing) {
        try (TorchArchive archive = TorchArchive.open(file)) {
            StateDict state = StateDict.of(archive.root(), archive.refusals());
            if (state.backbone().isEmpty()) {
                throw archive.refusals().unfit("holds a head's prototypes, but no backbone");
            }
            Backbone backbone =
                    BackboneRecognition.recognise(archive.refusals().file(), state.shapes());
            state.head().ifPresent(head -> checkHead(head, backbone, archive.refusals()));
            Map<String, float[]> parameters = new HashMap<>();
            state.backbone()
                    .forEach((name, tensor) -> parameters.put(name, values(name, tensor, archive)));
            String stem = backbone.parameterShapes().keySet().iterator().next();
            parameters.put(stem, StemFolding.fold(parameters.get(stem), preprocessing));
            Optional<float[]> head = state.head().map(tensor -> values("head", tensor, archive));
            return new BackboneWeights(FORMAT, backbone, parameters, head);
        }
    }

    /**
     * The prototypes of a file.
     *
     * @param file a head's state dict, or a backbone's with its head
     * @throws UserFacingException as {@link #read}, and where the file holds no head
     */
    public static TorchHead readHead(Path file) {
        try (TorchArchive archive = TorchArchive.open(file)) {
            TorchTensor head =
                    StateDict.of(archive.root(), archive.refusals())
                            .head()
                            .orElseThrow(
                                    () ->
                                            archive.refusals()
                                                    .unfit(
                                                            "holds no prototypes: neither kernel"
                                                                    + " [D, C] nor weight"
                                                                    + " [C, D]"));
            float[] prototypes = values("head", head, archive);
            return new TorchHead((int) head.shape()[0], (int) head.shape()[1], prototypes);
        }
    }

    private static void checkHead(TorchTensor head, Backbone backbone, TorchRefusals refusals) {
        if (head.shape()[1] != backbone.embeddingSize()) {
            throw refusals.unfit(
                    "holds prototypes of "
                            + head.shape()[1]
                            + " numbers beside a "
                            + backbone.title()
                            + ", whose embeddings have "
                            + backbone.embeddingSize());
        }
    }

    private static float[] values(String name, TorchTensor tensor, TorchArchive archive) {
        float[] values = archive.read(tensor);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw archive.refusals()
                        .unfit("holds values that are no finite numbers, in " + name);
            }
        }
        return values;
    }
}
