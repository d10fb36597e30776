package dev.interproto.desktop.datasets;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Thumbnails;
import dev.interproto.desktop.shell.PageModel;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.controlsfx.control.GridView;

/** A dataset's identities as tiles, and the details of one of them. */
final class IdentityGrid {
    private static final double TILE_WIDTH = 112;
    private static final double TILE_HEIGHT = 144;
    private static final double GAP = 4;

    private final Thumbnails thumbnails;
    private final Messages messages;
    private final DatasetsViewModel viewModel;
    private final Consumer<PageModel.Details> details;
    private Optional<String> wanted = Optional.empty();

    /**
     * Fills a grid of a view.
     *
     * @param details shows an identity beside the grid
     */
    IdentityGrid(
            GridView<IdentityItem> grid,
            Thumbnails thumbnails,
            Messages messages,
            DatasetsViewModel viewModel,
            Consumer<PageModel.Details> details) {
        this.thumbnails = thumbnails;
        this.messages = messages;
        this.viewModel = viewModel;
        this.details = details;
        grid.setId("identity-grid");
        grid.setItems(viewModel.identities());
        grid.setCellWidth(TILE_WIDTH);
        grid.setCellHeight(TILE_HEIGHT);
        grid.setHorizontalCellSpacing(GAP);
        grid.setVerticalCellSpacing(GAP);
        grid.setCellFactory(view -> new IdentityCell(thumbnails, messages, this::showDetails));
    }

    /** Binds the controls that choose which identities are shown, and the count of those. */
    void filteredBy(TextField filter, CheckBox childrenOnly, Label count) {
        filter.textProperty().bindBidirectional(viewModel.filterProperty());
        childrenOnly.selectedProperty().bindBidirectional(viewModel.childrenOnlyProperty());
        count.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        messages.text(
                                                "datasets.identities.shown",
                                                Formats.count(viewModel.identities().size())),
                                viewModel.identities()));
    }

    /** Shows the details of an identity, now or once its dataset is there. */
    void show(String name) {
        wanted = Optional.of(name);
        viewModel.summaryProperty().get().ifPresent(summary -> showWanted());
    }

    /** To be called when a dataset has come into view. */
    void showWanted() {
        Optional<String> name = wanted;
        wanted = Optional.empty();
        name.flatMap(
                        asked ->
                                viewModel.identities().stream()
                                        .filter(item -> item.name().equals(asked))
                                        .findFirst())
                .ifPresent(this::showDetails);
    }

    private void showDetails(IdentityItem item) {
        details.accept(
                new PageModel.Details(
                        item.name(), new IdentityDetails(item, thumbnails, messages)));
    }
}
