package dev.interproto.desktop.run;

import dev.interproto.desktop.control.Messages;
import dev.interproto.network.Backbone;
import dev.interproto.workspace.ShelfEntry;

/** Words for models of the shelf. */
public final class ModelTexts {
    private ModelTexts() {}

    /** The backbone's name, or that it is an ONNX graph. */
    public static String kind(ShelfEntry.Model model, Messages messages) {
        return model.record()
                .backbone()
                .map(id -> Backbone.fromId(id).title())
                .orElseGet(() -> messages.text("models.kind.onnx"));
    }
}
