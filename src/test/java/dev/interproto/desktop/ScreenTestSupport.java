package dev.interproto.desktop;

import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchPreferences;
import dev.interproto.desktop.theme.ThemeChoice;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.network.ComputeDevice;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Starts the workbench headless on an empty workspace before each test. Screens are drawn to {@code
 * target/screens}.
 */
public abstract class ScreenTestSupport {
    private static final int PATIENCE_SECONDS = 30;

    static {
        // Read by Monocle when the toolkit starts: a screen that holds the window of 1440 x 900.
        System.setProperty("headless.geometry", "1600x1000-32");
        // As Desktop does before JavaFX starts.
        ComputeDevice.start();
    }

    @TempDir protected Path folder;
    protected final FxRobot robot = new FxRobot();
    protected final ScriptedFileDialogs dialogs = new ScriptedFileDialogs();
    protected Stage stage;
    protected Workspace workspace;
    protected Workbench workbench;

    /** Puts things into the workspace before the workbench opens on it. */
    protected void prepare(Workspace empty) throws Exception {}

    @BeforeEach
    void startWorkbench() throws Exception {
        workspace = Workspace.open(folder.resolve("workspace"));
        prepare(workspace);
        FxToolkit.registerPrimaryStage();
        onScreen(
                () -> {
                    stage = new Stage();
                    WorkbenchPreferences preferences =
                            new WorkbenchPreferences(folder.resolve("preferences.json"));
                    preferences.setTheme(ThemeChoice.LIGHT);
                    workbench = new Workbench(stage, workspace, preferences, dialogs);
                    workbench.show(new DesktopOptions(workspace.root()));
                    return stage;
                });
    }

    @AfterEach
    void closeWorkbench() throws Exception {
        onScreen(
                () -> {
                    workbench.close();
                    stage.hide();
                    return stage;
                });
    }

    /** Does something on the FX thread and waits for it. */
    protected static <T> T onScreen(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until something holds, asked on the FX thread; fails after a while. */
    protected static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onScreen(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Opens a page. */
    protected void open(PageId page, PageArgument argument) throws Exception {
        onScreen(
                () -> {
                    workbench.context().navigation().open(page, argument);
                    return page;
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Resizes the window. */
    protected void size(double width, double height) throws Exception {
        onScreen(
                () -> {
                    stage.setWidth(width);
                    stage.setHeight(height);
                    return stage;
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Changes the theme. */
    protected void theme(ThemeChoice choice) throws Exception {
        onScreen(
                () -> {
                    workbench.context().themeSwitch().choiceProperty().set(choice);
                    return choice;
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Draws the whole scene to {@code target/screens/NAME.png}. */
    protected Path snapshot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = onScreen(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        byte[] bgra = new byte[4 * width * height];
        image.getPixelReader()
                .getPixels(
                        0, 0, width, height, PixelFormat.getByteBgraInstance(), bgra, 0, 4 * width);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = bgra[4 * i + 2];
            rgb[3 * i + 1] = bgra[4 * i + 1];
            rgb[3 * i + 2] = bgra[4 * i];
        }
        Path file = Path.of("target", "screens", name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.png(new RgbImage(width, height, rgb)));
        return file;
    }
}
