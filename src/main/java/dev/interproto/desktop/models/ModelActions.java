package dev.interproto.desktop.models;

import dev.interproto.desktop.control.FolderReveal;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the selected models. FX thread only. */
final class ModelActions {
    private final WorkbenchContext context;
    private final Messages messages;
    private final ModelsViewModel viewModel;
    private final ModelsTable table;

    ModelActions(WorkbenchContext context, ModelsViewModel viewModel, ModelsTable table) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.table = table;
    }

    /** All of it as menu items; new ones at each call, since an item is in one menu only. */
    List<MenuItem> items() {
        return List.of(
                item("models.evaluate", Feather.CHECK_SQUARE, () -> open(PageId.VERIFICATION)),
                item("models.compare", Feather.USERS, () -> open(PageId.COMPARE)),
                item("models.map", Feather.SHARE_2, () -> open(PageId.PROTOTYPES)),
                item("models.train", Feather.PLAY, () -> open(PageId.TRAINING)),
                item("models.export", Feather.UPLOAD, this::export),
                item("runs.copyName", Feather.COPY, this::copyNames),
                item("runs.reveal", Feather.FOLDER, this::reveal),
                item("runs.exportCsv", Feather.DOWNLOAD, this::exportCsv),
                item("models.remove", Feather.TRASH_2, this::remove));
    }

    private MenuItem item(String key, Ikon icon, Runnable action) {
        MenuItem item = new MenuItem(messages.text(key), Icons.of(icon));
        item.setOnAction(e -> action.run());
        return item;
    }

    /** Opens a page with the selected model. */
    void open(PageId page) {
        table.one()
                .flatMap(ModelRow::model)
                .ifPresent(
                        chosen ->
                                context.navigation()
                                        .open(page, new PageArgument.OfModel(chosen.name())));
    }

    void remove() {
        List<ModelRow> gone = table.selected();
        if (!gone.isEmpty()) {
            viewModel.remove(gone);
        }
    }

    void exportCsv() {
        context.charts().export().saveCsv("models", Tables.visibleRows(table));
    }

    private void export() {
        table.one()
                .flatMap(ModelRow::model)
                .ifPresent(
                        chosen ->
                                context.files()
                                        .saveFile(
                                                messages.text("models.export"),
                                                chosen.name(),
                                                "onnx")
                                        .ifPresent(file -> viewModel.export(chosen, file)));
    }

    private void copyNames() {
        ClipboardContent content = new ClipboardContent();
        content.putString(
                String.join("\n", table.selected().stream().map(ModelRow::name).toList()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void reveal() {
        table.one()
                .ifPresent(
                        row ->
                                context.tasks()
                                        .run(
                                                FolderReveal.task(
                                                        row.entry().folder().path(), messages)));
    }
}
