package dev.interproto.desktop.datasets;

import dev.interproto.dataset.DatasetSummary;
import dev.interproto.desktop.shell.PageModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** Puts the further tabs before the problems, and tells the one in view what to show. */
final class FurtherTabs implements DatasetTab.Host {
    private final TabPane pane;
    private final List<DatasetTab> tabs;
    private final DatasetsViewModel viewModel;
    private final PageModel model;

    FurtherTabs(TabPane pane, List<DatasetTab> tabs, DatasetsViewModel viewModel, PageModel model) {
        this.pane = pane;
        this.tabs = tabs;
        this.viewModel = viewModel;
        this.model = model;
    }

    void install() {
        for (DatasetTab content : tabs) {
            Tab tab = new Tab(content.title());
            tab.setUserData(content);
            pane.getTabs().add(pane.getTabs().size() - 1, tab);
        }
        pane.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> showSelected());
        viewModel.summaryProperty().addListener((o, old, now) -> showSelected());
    }

    private void showSelected() {
        Tab tab = pane.getSelectionModel().getSelectedItem();
        if (tab != null && tab.getUserData() instanceof DatasetTab content) {
            if (tab.getContent() == null) {
                tab.setContent(content.view(this));
            }
            content.show(shown());
        }
    }

    private Optional<DatasetTab.Shown> shown() {
        return viewModel
                .selected()
                .flatMap(
                        entry ->
                                viewModel
                                        .summaryProperty()
                                        .get()
                                        .map(now -> new DatasetTab.Shown(entry.known(), now)));
    }

    @Override
    public void reopen() {
        viewModel.rescan();
    }

    @Override
    public void front(DatasetTab wanted) {
        pane.getTabs().stream()
                .filter(tab -> tab.getUserData() == wanted)
                .findFirst()
                .ifPresent(tab -> pane.getSelectionModel().select(tab));
    }

    @Override
    public void changed(DatasetSummary summary) {
        viewModel.changed(summary);
    }

    @Override
    public void useAgeLabels(Optional<Path> file) {
        viewModel.useAgeLabels(file);
    }

    @Override
    public IntegerProperty childAge() {
        return viewModel.childAgeProperty();
    }

    @Override
    public IntegerProperty childFilter() {
        return viewModel.childFilterProperty();
    }

    @Override
    public void details(String title, Node content) {
        model.detailsProperty().set(Optional.of(new PageModel.Details(title, content)));
    }
}
