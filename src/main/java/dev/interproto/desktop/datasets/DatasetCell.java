package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A dataset in the list: name, figures, child identities, problems. */
final class DatasetCell extends ListCell<DatasetEntry> {
    private final Messages messages;
    private final DatasetsViewModel viewModel;
    private final Label name = new Label();
    private final Label figures = new Label();
    private final Label children = new Label();
    private final Label problems = new Label();
    private final VBox box;

    DatasetCell(Messages messages, DatasetsViewModel viewModel) {
        this.messages = messages;
        this.viewModel = viewModel;
        name.getStyleClass().add("strong");
        figures.getStyleClass().add("secondary");
        children.getStyleClass().addAll("badge", "child");
        problems.getStyleClass().addAll("badge", "danger");
        HBox badges = new HBox(6, children, problems);
        for (Label badge : new Label[] {children, problems}) {
            badge.managedProperty().bind(badge.visibleProperty());
        }
        badges.managedProperty().bind(children.visibleProperty().or(problems.visibleProperty()));
        box = new VBox(4, name, figures, badges);
        // The list is as wide as the pane: long names are cut, not scrolled.
        setPrefWidth(0);
        viewModel.figuresProperty().addListener((o, old, now) -> updateItem(getItem(), isEmpty()));
    }

    @Override
    protected void updateItem(DatasetEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        name.setText(entry.known().name());
        setTooltip(new Tooltip(entry.known().root().toString()));
        children.setVisible(false);
        problems.setVisible(false);
        if (entry.state() instanceof DatasetEntry.Ready ready) {
            show(ready.summary());
        } else if (entry.state() instanceof DatasetEntry.Failed failed) {
            figures.setText(failed.reason());
        } else {
            figures.setText(messages.text("datasets.list.reading"));
        }
        setGraphic(box);
    }

    private void show(DatasetSummary summary) {
        figures.setText(
                messages.text(
                        "datasets.list.figures",
                        Formats.count(summary.images()),
                        Formats.count(summary.identities())));
        int childIdentities = summary.childIdentities(viewModel.rule()).length;
        children.setVisible(childIdentities > 0);
        children.setText(messages.text("datasets.list.children", Formats.count(childIdentities)));
        problems.setVisible(!summary.problems().isEmpty());
        problems.setText(
                messages.text("datasets.list.problems", Formats.count(summary.problems().size())));
    }
}
