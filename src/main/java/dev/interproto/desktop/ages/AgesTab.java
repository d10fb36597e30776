package dev.interproto.desktop.ages;

import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.Optional;
import javafx.scene.Node;

/** What ages are known, where they come from, and which child identities they give. */
final class AgesTab implements DatasetTab {
    private final WorkbenchContext context;
    private final AgeWork work;
    private final DatasetTab table;
    private Optional<AgesPane> pane = Optional.empty();

    /**
     * @param table where ages are entered by hand
     */
    AgesTab(WorkbenchContext context, AgeWork work, DatasetTab table) {
        this.context = context;
        this.work = work;
        this.table = table;
    }

    @Override
    public String title() {
        return context.messages().text("ages.title");
    }

    @Override
    public Node view(Host host) {
        AgesPane made = new AgesPane(context, work, host, () -> host.front(table));
        pane = Optional.of(made);
        return made;
    }

    @Override
    public void show(Optional<Shown> dataset) {
        pane.ifPresent(shown -> shown.show(dataset));
    }
}
