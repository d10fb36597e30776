package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.TaskRunner;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The scene: rail, page frame, log, status bar, and what floats above them. */
public final class WorkbenchWindow {
    /** How often progress and log are sampled. */
    private static final Duration SAMPLING = Duration.millis(200);

    private static final List<KeyCode> DIGITS =
            List.of(
                    KeyCode.DIGIT1,
                    KeyCode.DIGIT2,
                    KeyCode.DIGIT3,
                    KeyCode.DIGIT4,
                    KeyCode.DIGIT5,
                    KeyCode.DIGIT6);

    private final PageNavigator navigator;
    private final Messages messages;
    private final Dismissals dismissals = new Dismissals();
    private final Map<PageId, PageFrame> frames = new EnumMap<>(PageId.class);
    private final BorderPane body = new BorderPane();
    private final VBox foot = new VBox();
    private final StackPane veil = new StackPane();
    private final StackPane layers = new StackPane();
    private final NavigationRail rail;
    private final StatusBar statusBar;
    private final TaskListCard taskList;
    private final LogDrawer logDrawer;
    private final SearchPalette palette;
    private final DropLayer dropLayer;
    private final Timeline sampling;
    private final Runnable closeTasks = this::hideTasks;
    private final Runnable closeLog = this::hideLog;
    private final Runnable closeVeil = this::hideVeil;

    /** What the window shows of. */
    public record Parts(
            PageNavigator navigator,
            Messages messages,
            TaskRunner tasks,
            NotificationCentre notifications,
            DeviceStatus device,
            LogBuffer log,
            Search search,
            List<DropHandler> dropHandlers) {}

    public WorkbenchWindow(Parts parts) {
        this.navigator = parts.navigator();
        this.messages = parts.messages();
        statusBar =
                new StatusBar(
                        messages,
                        parts.tasks(),
                        parts.device(),
                        parts.notifications(),
                        this::toggleTasks,
                        this::toggleLog);
        taskList = new TaskListCard(parts.tasks(), messages);
        logDrawer = new LogDrawer(parts.log(), messages, closeLog);
        palette = new SearchPalette(parts.search(), messages, closeVeil);
        dropLayer = new DropLayer(navigator, parts.dropHandlers());
        rail = new NavigationRail(navigator, messages, this::openSearch);
        body.setLeft(rail);
        foot.getChildren().add(statusBar);
        BorderPane frame = new BorderPane(body, null, null, foot, null);
        Toasts toasts = new Toasts(parts.notifications(), messages, dismissals);
        StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(toasts, new Insets(0, 16, 48, 0));
        StackPane.setAlignment(taskList, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(taskList, new Insets(0, 16, 40, 0));
        taskList.setVisible(false);
        veil.getStyleClass().add("veil");
        veil.setVisible(false);
        veil.setOnMousePressed(
                e -> {
                    if (e.getTarget() == veil) {
                        hideVeil();
                    }
                });
        layers.getChildren().addAll(frame, toasts, taskList, veil, dropLayer);
        layers.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        dropLayer.install(layers);
        navigator.currentProperty().addListener((o, old, now) -> now.ifPresent(this::show));
        sampling =
                new Timeline(
                        new KeyFrame(
                                SAMPLING,
                                e -> {
                                    statusBar.refresh();
                                    if (taskList.isVisible()) {
                                        taskList.refresh();
                                    }
                                    if (foot.getChildren().contains(logDrawer)) {
                                        logDrawer.refresh();
                                    }
                                }));
        sampling.setCycleCount(Animation.INDEFINITE);
        sampling.play();
    }

    /** The scene, in the theme's style and following it. */
    public Scene scene(ThemeSwitch themeSwitch, double width, double height) {
        Scene scene = new Scene(layers, width, height);
        scene.getStylesheets().setAll(themeSwitch.themeProperty().get().styleSheets());
        themeSwitch
                .themeProperty()
                .addListener((o, old, now) -> scene.getStylesheets().setAll(now.styleSheets()));
        return scene;
    }

    /** Opens the search. */
    public void openSearch() {
        openVeil(palette, Pos.TOP_CENTER);
        palette.begin();
    }

    /** Opens the log view. */
    public void openLog() {
        if (!foot.getChildren().contains(logDrawer)) {
            foot.getChildren().add(0, logDrawer);
            logDrawer.refresh();
            dismissals.opened(closeLog);
        }
    }

    /** Opens what F1 shows. */
    public void openHelp() {
        navigator
                .currentProperty()
                .get()
                .ifPresent(page -> openVeil(new HelpCard(page, messages), Pos.CENTER));
    }

    /** Opens or closes the task list. */
    public void toggleTasks() {
        if (taskList.isVisible()) {
            hideTasks();
        } else {
            taskList.refresh();
            taskList.setVisible(true);
            dismissals.opened(closeTasks);
        }
    }

    /** Stops the timer. */
    public void close() {
        sampling.stop();
    }

    private void show(Page page) {
        body.setCenter(
                frames.computeIfAbsent(page.id(), id -> new PageFrame(page, messages, dismissals)));
        rail.focus(page.id());
    }

    private void openVeil(Node content, Pos place) {
        StackPane.setAlignment(content, place);
        StackPane.setMargin(content, new Insets(place == Pos.TOP_CENTER ? 96 : 0, 0, 0, 0));
        veil.getChildren().setAll(content);
        veil.setVisible(true);
        dismissals.opened(closeVeil);
    }

    private void hideVeil() {
        veil.setVisible(false);
        veil.getChildren().clear();
        dismissals.closed(closeVeil);
    }

    private void hideTasks() {
        taskList.setVisible(false);
        dismissals.closed(closeTasks);
    }

    private void toggleLog() {
        if (foot.getChildren().contains(logDrawer)) {
            hideLog();
        } else {
            openLog();
        }
    }

    private void hideLog() {
        foot.getChildren().remove(logDrawer);
        dismissals.closed(closeLog);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            if (dismissals.dismiss()) {
                event.consume();
            }
        } else if (event.getCode() == KeyCode.F1) {
            openHelp();
            event.consume();
        } else if (new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN).match(event)) {
            openSearch();
            event.consume();
        } else {
            digit(event)
                    .ifPresent(
                            id -> {
                                navigator.open(id);
                                event.consume();
                            });
        }
    }

    private Optional<PageId> digit(KeyEvent event) {
        int index = DIGITS.indexOf(event.getCode());
        boolean plain = event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        return index < 0 || !plain
                ? Optional.empty()
                : Optional.of(PageId.values()[index]).filter(navigator::has);
    }
}
