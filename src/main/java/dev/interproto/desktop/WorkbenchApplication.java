package dev.interproto.desktop;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchPreferences;
import dev.interproto.desktop.theme.Fonts;
import dev.interproto.desktop.theme.Theme;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The JavaFX application; see {@link Desktop#launch}. */
public final class WorkbenchApplication extends Application {
    private Optional<Workbench> workbench = Optional.empty();

    @Override
    public void start(Stage stage) {
        Map<String, String> named = getParameters().getNamed();
        Path root =
                Optional.ofNullable(named.get("workspace"))
                        .map(Path::of)
                        .orElseGet(Workspace::defaultRoot);
        DesktopOptions options =
                new DesktopOptions(
                        root,
                        Optional.ofNullable(named.get("page")).map(PageId::valueOf),
                        Optional.ofNullable(named.get("run")));
        try {
            Workbench started =
                    new Workbench(
                            stage,
                            Workspace.open(root),
                            new WorkbenchPreferences(WorkbenchPreferences.defaultFile()));
            workbench = Optional.of(started);
            started.show(options);
        } catch (UserFacingException e) {
            showFailure(stage, e);
        }
    }

    @Override
    public void stop() {
        workbench.ifPresent(Workbench::close);
    }

    /** Without a workspace there is no workbench: says why, in a window of its own. */
    private static void showFailure(Stage stage, UserFacingException failure) {
        Fonts.load();
        Label what = new Label(failure.what());
        what.getStyleClass().add("section-title");
        Button close = new Button(new Messages().text("app.close"));
        close.getStyleClass().add("primary");
        close.setOnAction(e -> stage.close());
        VBox box = new VBox(12, what, new Label(failure.meaning()), new Label(failure.remedy()));
        box.getChildren().add(close);
        box.getChildren()
                .forEach(
                        node -> {
                            if (node instanceof Label label) {
                                label.setWrapText(true);
                            }
                        });
        box.getStyleClass().add("page");
        Scene scene = new Scene(box, 560, 240);
        scene.getStylesheets().setAll(Theme.LIGHT.styleSheets());
        stage.setTitle(new Messages().text("app.name"));
        stage.setScene(scene);
        stage.show();
    }
}
