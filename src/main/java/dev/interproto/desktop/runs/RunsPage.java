package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.models.ModelsPane;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.RunWatcher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** Every run of the workspace, whoever trained it. */
public final class RunsPage extends Page {
    private final RunsViewModel viewModel;
    private final RunsController controller;
    private final Parent runsView;
    private final ModelsPane models;
    private final Node view;
    private final ToggleButton showRuns = new ToggleButton();
    private final ToggleButton showModels = new ToggleButton();
    private final List<RunsSection> further;
    private Optional<RunsSection> front = Optional.empty();
    private final RunWatcher watcher;
    private final ExecutorService disk;

    /**
     * @param further sections beside the runs and the models
     */
    public RunsPage(WorkbenchContext context, List<RunsSection> further) {
        super(PageId.RUNS, context.messages());
        this.further = List.copyOf(further);
        this.disk =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread thread = new Thread(work, "run-curves");
                            thread.setDaemon(true);
                            return thread;
                        });
        this.viewModel =
                new RunsViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        disk,
                        Platform::runLater);
        this.controller = new RunsController(context, viewModel, model, this::lookNow);
        this.models = new ModelsPane(context, model);
        this.runsView = load("runs.fxml", controller);
        StackPane stack = new StackPane(runsView, models.view());
        this.further.forEach(section -> stack.getChildren().add(section.view()));
        this.view = stack;
        model.headerExtraProperty().set(Optional.of(sections()));
        show(false);
        viewModel.versionProperty().addListener((o, old, now) -> describe());
        watcher =
                new RunWatcher(
                        context.workspace(),
                        runs -> Platform.runLater(() -> viewModel.update(runs)));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void onShown(PageArgument argument) {
        if (argument instanceof PageArgument.OfRun run) {
            show(false);
            controller.select(run.run());
        } else if (argument instanceof PageArgument.OfModel of) {
            show(true);
            models.select(of.model());
        } else if (argument instanceof PageArgument.OfFiles files) {
            show(true);
            models.take(files.files());
        } else if (showModels.isSelected()) {
            models.shown();
        } else {
            front.ifPresent(RunsSection::shown);
        }
    }

    @Override
    public void onHidden() {
        front.ifPresent(RunsSection::hidden);
    }

    @Override
    public void close() {
        further.forEach(RunsSection::close);
        watcher.close();
        disk.shutdownNow();
    }

    private HBox sections() {
        ToggleGroup group = new ToggleGroup();
        section(showRuns, group, "show-runs", "runs.section.runs", "first", false);
        section(
                showModels,
                group,
                "show-models",
                "runs.section.models",
                further.isEmpty() ? "last" : "middle",
                true);
        HBox sections = new HBox(showRuns, showModels);
        for (RunsSection section : further) {
            boolean last = section == further.get(further.size() - 1);
            sections.getChildren().add(button(section, group, last ? "last" : "middle"));
        }
        sections.getStyleClass().add("segmented");
        sections.setMaxHeight(Region.USE_PREF_SIZE);
        return sections;
    }

    private void section(
            ToggleButton button,
            ToggleGroup group,
            String id,
            String key,
            String place,
            boolean ofModels) {
        button.setId(id);
        button.setText(messages.text(key));
        button.setTooltip(
                new Tooltip(
                        messages.text(
                                ofModels ? "runs.section.models.tip" : "runs.section.runs.tip")));
        button.getStyleClass().add(place);
        button.setToggleGroup(group);
        button.setOnAction(e -> show(ofModels));
    }

    private ToggleButton button(RunsSection section, ToggleGroup group, String place) {
        ToggleButton button = new ToggleButton(section.title());
        button.setId("show-" + section.id());
        button.setTooltip(new Tooltip(section.tip()));
        button.getStyleClass().add(place);
        button.setToggleGroup(group);
        button.setOnAction(
                e -> {
                    button.setSelected(true);
                    show(section);
                });
        return button;
    }

    private void show(RunsSection section) {
        front(Optional.of(section));
        runsView.setVisible(false);
        models.view().setVisible(false);
        model.detailsProperty().set(Optional.empty());
        model.primaryActionProperty().set(Optional.of(section.primaryAction()));
        describe();
        section.shown();
    }

    private void front(Optional<RunsSection> now) {
        front.filter(before -> now.filter(before::equals).isEmpty()).ifPresent(RunsSection::hidden);
        front = now;
        further.forEach(
                section -> section.view().setVisible(now.filter(section::equals).isPresent()));
    }

    /** Brings the runs or the models to the front. */
    private void show(boolean ofModels) {
        front(Optional.empty());
        (ofModels ? showModels : showRuns).setSelected(true);
        runsView.setVisible(!ofModels);
        models.view().setVisible(ofModels);
        model.detailsProperty().set(Optional.empty());
        model.primaryActionProperty()
                .set(
                        Optional.of(
                                ofModels
                                        ? new PageAction(
                                                "import-model",
                                                messages.text("models.import"),
                                                Feather.DOWNLOAD,
                                                new SimpleBooleanProperty(true),
                                                models::importModel)
                                        : new PageAction(
                                                "open-run",
                                                messages.text("runs.open"),
                                                Feather.ACTIVITY,
                                                Bindings.size(viewModel.selected()).isEqualTo(1),
                                                controller::open)));
        describe();
        if (ofModels) {
            models.shown();
        } else {
            controller.shown();
        }
    }

    private void lookNow() {
        watcher.lookNow();
    }

    private void describe() {
        if (front.isPresent()) {
            model.descriptionProperty().set(front.get().description());
            return;
        }
        if (showModels.isSelected()) {
            model.descriptionProperty().set(messages.text("models.description"));
            return;
        }
        long live = viewModel.rows().stream().filter(RunRow::isLive).count();
        String count = Formats.count(viewModel.rows().size());
        model.descriptionProperty()
                .set(
                        viewModel.rows().isEmpty()
                                ? messages.text("runs.description")
                                : live == 0
                                        ? messages.text("runs.description.of", count)
                                        : messages.text("runs.description.live", count, live));
    }
}
