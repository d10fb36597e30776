package dev.interproto.desktop.ages;

import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;

/** Makes the two tabs, which share what changes ages. */
public final class AgeTabs {
    private AgeTabs() {}

    /** The table of images, then the ages. */
    public static List<DatasetTab> of(WorkbenchContext context) {
        AgeWork work =
                new AgeWork(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        context.messages());
        ImagesTab images = new ImagesTab(context, work);
        return List.of(images, new AgesTab(context, work, images));
    }
}
