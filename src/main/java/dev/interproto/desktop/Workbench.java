package dev.interproto.desktop;

import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.chart.FigureExport;
import dev.interproto.desktop.control.FileDialogs;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.SystemFileDialogs;
import dev.interproto.desktop.control.Thumbnails;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.DeviceStatus;
import dev.interproto.desktop.shell.LogBuffer;
import dev.interproto.desktop.shell.NotificationCentre;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageNavigator;
import dev.interproto.desktop.shell.Search;
import dev.interproto.desktop.shell.ThemeSwitch;
import dev.interproto.desktop.shell.UncaughtErrors;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.shell.WorkbenchPreferences;
import dev.interproto.desktop.shell.WorkbenchPreferences.WindowBounds;
import dev.interproto.desktop.shell.WorkbenchWindow;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.desktop.task.ThreadedTaskRunner;
import dev.interproto.desktop.theme.Fonts;
import dev.interproto.desktop.theme.SystemTheme;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * Puts the workbench together on a stage: the services once, the window, the pages, and what is
 * done in the background at the start. FX thread only.
 */
public final class Workbench {
    private static final double MIN_WIDTH = 1100;
    private static final double MIN_HEIGHT = 720;
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final Stage stage;
    private final WorkbenchPreferences preferences;
    private final Messages messages = new Messages();
    private final LogBuffer log = new LogBuffer();
    private final PageNavigator navigator = new PageNavigator();
    private final Search search = new Search();
    private final DeviceStatus device = new DeviceStatus();
    private final NotificationCentre notifications;
    private final ThemeSwitch themeSwitch;
    private final TaskRunner tasks;
    private final Thumbnails thumbnails = new Thumbnails(Platform::runLater);
    private final WorkbenchContext context;
    private final WorkbenchWindow window;

    /** With the system's file dialogs. */
    public Workbench(Stage stage, Workspace workspace, WorkbenchPreferences preferences) {
        this(stage, workspace, preferences, new SystemFileDialogs(stage));
    }

    /** With given answers for files and folders, for tests. */
    public Workbench(
            Stage stage,
            Workspace workspace,
            WorkbenchPreferences preferences,
            FileDialogs dialogs) {
        Fonts.load();
        log.attach();
        this.stage = stage;
        this.preferences = preferences;
        this.notifications = new NotificationCentre(Workbench::onScreen, messages, this::openLog);
        this.tasks =
                new ThreadedTaskRunner(
                        Platform::runLater,
                        (task, failure) -> notifications.failure(task.title(), failure));
        this.themeSwitch = new ThemeSwitch(preferences);
        Thread.setDefaultUncaughtExceptionHandler(
                new UncaughtErrors(
                        notifications, messages.text("app.unexpected"), System::nanoTime));
        FigureExport export =
                new FigureExport(
                        dialogs,
                        messages,
                        failure -> notifications.failure(messages.text("chart.saveTitle"), failure),
                        file -> notifications.success(messages.text("chart.saved", file)));
        this.context =
                new WorkbenchContext(
                        workspace,
                        tasks,
                        navigator,
                        themeSwitch.themeProperty(),
                        themeSwitch,
                        messages,
                        notifications,
                        dialogs,
                        thumbnails,
                        new Charts(themeSwitch.themeProperty(), messages, export),
                        preferences,
                        search,
                        device,
                        new DatasetLibrary(new DatasetOpening(workspace)));
        Pages pages = new Pages(context);
        pages.register(navigator);
        navigator.start(context);
        this.window =
                new WorkbenchWindow(
                        new WorkbenchWindow.Parts(
                                navigator,
                                messages,
                                tasks,
                                notifications,
                                device,
                                log,
                                search,
                                pages.dropHandlers()));
        search.register(new Commands(context, window)::hits);
        pages.registerSearch();
    }

    /** What the pages are given. */
    public WorkbenchContext context() {
        return context;
    }

    public WorkbenchWindow window() {
        return window;
    }

    /** Opens the window and begins what needs a moment. */
    public void show(DesktopOptions options) {
        Optional<WindowBounds> bounds = preferences.windowBounds().filter(Workbench::isOnAScreen);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setScene(window.scene(themeSwitch, WIDTH, HEIGHT));
        stage.setTitle(messages.text("app.title", context.workspace().root().getFileName()));
        stage.getIcons().addAll(WindowIcons.all());
        stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
        stage.setWidth(bounds.map(WindowBounds::width).orElse(Math.min(WIDTH, screen.getWidth())));
        stage.setHeight(
                bounds.map(WindowBounds::height).orElse(Math.min(HEIGHT, screen.getHeight())));
        bounds.ifPresent(
                place -> {
                    stage.setX(place.x());
                    stage.setY(place.y());
                    stage.setMaximized(place.maximized());
                });
        PageId page = options.page().filter(navigator::has).orElse(PageId.DATASETS);
        navigator.open(
                page,
                options.run()
                        .<PageArgument>map(PageArgument.OfRun::new)
                        .orElseGet(PageArgument.None::new));
        stage.show();
        tasks.run(
                new BackgroundTask<>(messages.text("start.theme"), p -> SystemTheme.detect())
                        .onSuccess(themeSwitch::setSystemTheme));
        tasks.run(
                new BackgroundTask<>(
                                messages.text("start.device"),
                                p -> DeviceProbe.determine(messages, p))
                        .onSuccess(device::set)
                        .onFailure(
                                failure -> {
                                    device.set(new DeviceStatus.Failed(failure.toString()));
                                    notifications.failure(messages.text("start.device"), failure);
                                }));
    }

    /** Keeps the window's place and stops everything. */
    public void close() {
        preferences.setWindowBounds(
                new WindowBounds(
                        stage.getX(),
                        stage.getY(),
                        stage.getWidth(),
                        stage.getHeight(),
                        stage.isMaximized()));
        window.close();
        navigator.close();
        tasks.close();
        thumbnails.close();
        log.detach();
    }

    private void openLog() {
        window.openLog();
    }

    private static boolean isOnAScreen(WindowBounds bounds) {
        return bounds.width() > 0
                && !Screen.getScreensForRectangle(
                                bounds.x(), bounds.y(), bounds.width(), bounds.height())
                        .isEmpty();
    }

    private static void onScreen(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }
}
