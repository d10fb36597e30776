package dev.interproto.desktop.models;

import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.job.ModelExportJob;
import dev.interproto.workspace.job.ModelImportJob;

/** The jobs behind the shelf's buttons. */
final class ModelWork {
    private ModelWork() {}

    static ModelsViewModel viewModel(WorkbenchContext context) {
        return new ModelsViewModel(
                context.workspace(),
                context.tasks(),
                context.notifications(),
                context.messages(),
                (request, progress) ->
                        new ModelImportJob(context.workspace(), request).run(progress),
                (model, file, progress) ->
                        new ModelExportJob(model.folder(), "last", file).run(progress));
    }
}
