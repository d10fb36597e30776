package dev.interproto.desktop.pairs;

import dev.interproto.desktop.control.FileDrops;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.IdentityListChoice;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.job.IdentitySplitJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Asks how to split a dataset's identities, and shows the two lists, in the details pane. */
final class SplitView extends VBox {
    private final WorkbenchContext context;
    private final Messages messages;
    private final SplitForm form;
    private final Consumer<Path> buildPairs;
    private final Consumer<Path> learn;
    private final VBox outcome = new VBox(12);

    /**
     * @param buildPairs given the identities to test with
     * @param learn given the identities to train on
     */
    SplitView(
            WorkbenchContext context,
            SplitForm form,
            Consumer<Path> buildPairs,
            Consumer<Path> learn) {
        super(12);
        this.context = context;
        this.messages = context.messages();
        this.form = form;
        this.buildPairs = buildPairs;
        this.learn = learn;
        getChildren()
                .addAll(
                        secondary(messages.text("split.about")),
                        ways(),
                        only(
                                SplitForm.Way.SHARE,
                                new HBox(
                                        16,
                                        spinner(
                                                "split-percent",
                                                messages.text("split.share"),
                                                1,
                                                99,
                                                form.percentProperty()),
                                        spinner(
                                                "split-seed",
                                                messages.text("split.seed"),
                                                0,
                                                Integer.MAX_VALUE,
                                                form.seedProperty()))),
                        only(SplitForm.Way.RANGES, ranges()),
                        only(SplitForm.Way.FILE, file()),
                        folder(),
                        start(),
                        outcome);
        form.writtenProperty().addListener((o, old, now) -> show(now));
        show(form.writtenProperty().get());
    }

    private Node ways() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox(6);
        for (SplitForm.Way way : SplitForm.Way.values()) {
            RadioButton button =
                    new RadioButton(
                            switch (way) {
                                case SHARE -> messages.text("split.way.share");
                                case RANGES -> messages.text("split.way.ranges");
                                case FILE -> messages.text("split.way.file");
                            });
            button.setId("split-" + way.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(form.wayProperty().get() == way);
            button.setOnAction(e -> form.wayProperty().set(way));
            box.getChildren().add(button);
        }
        return box;
    }

    private Node only(SplitForm.Way way, Node node) {
        node.visibleProperty().bind(form.wayProperty().isEqualTo(way));
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }

    private static Node spinner(
            String id, String name, int least, int most, IntegerProperty property) {
        Spinner<Integer> spinner = new Spinner<>();
        spinner.setId(id);
        spinner.setValueFactory(new IntegerSpinnerValueFactory(least, most, property.get()));
        spinner.setEditable(true);
        spinner.setPrefWidth(112);
        spinner.valueProperty()
                .addListener((o, old, now) -> property.set(now == null ? least : now));
        return named(name, spinner, spinner);
    }

    private static Node named(String name, Node control, Node content) {
        Label label = new Label(name);
        label.setLabelFor(control);
        return new VBox(4, label, content);
    }

    private Node ranges() {
        TextField field = new TextField();
        field.setId("split-range-names");
        field.setPromptText(messages.text("split.ranges.prompt"));
        field.textProperty().bindBidirectional(form.rangesProperty());
        return named(messages.text("split.ranges"), field, field);
    }

    private Node file() {
        Node choice =
                new IdentityListChoice(
                        context.files(),
                        messages,
                        form.testedProperty(),
                        messages.text("split.file.none"));
        return named(messages.text("split.file"), choice, choice);
    }

    private Node folder() {
        Label chosen = secondary("");
        chosen.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(chosen, Priority.ALWAYS);
        chosen.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        form.folderProperty()
                                                .get()
                                                .map(Path::toString)
                                                .orElse(messages.text("split.folder.own")),
                                form.folderProperty()));
        Button own = new Button("", Icons.of(Feather.X));
        own.getStyleClass().addAll("quiet", "icon-only");
        own.setTooltip(new Tooltip(messages.text("split.folder.own")));
        own.setAccessibleText(messages.text("split.folder.own"));
        own.setOnAction(e -> form.folderProperty().set(Optional.empty()));
        own.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> form.folderProperty().get().isPresent(),
                                form.folderProperty()));
        own.managedProperty().bind(own.visibleProperty());
        Button choose = new Button(messages.text("split.folder.choose"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(
                e ->
                        context.files()
                                .chooseFolder(messages.text("split.folder"))
                                .ifPresent(to -> form.folderProperty().set(Optional.of(to))));
        HBox line = new HBox(8, chosen, own, choose);
        FileDrops.onto(line, Files::isDirectory, to -> form.folderProperty().set(Optional.of(to)));
        line.setAlignment(Pos.CENTER_LEFT);
        return named(messages.text("split.folder"), choose, line);
    }

    private Node start() {
        Button start = new Button(messages.text("split.start"), Icons.of(Feather.SCISSORS));
        start.setId("split-start");
        start.getStyleClass().add("primary");
        start.disableProperty().bind(form.readyProperty().not());
        start.setOnAction(e -> form.split());
        return start;
    }

    private void show(Optional<IdentitySplitJob.Written> written) {
        outcome.getChildren().clear();
        written.ifPresent(
                lists -> {
                    outcome.getChildren()
                            .addAll(
                                    part(messages.text("split.train"), lists.train()),
                                    button(
                                            "split-train",
                                            messages.text("split.learn"),
                                            Feather.PLAY,
                                            () -> learn.accept(lists.train().file())),
                                    part(messages.text("split.test"), lists.test()),
                                    button(
                                            "split-pairs",
                                            messages.text("split.pairs"),
                                            Feather.COPY,
                                            () -> buildPairs.accept(lists.test().file())));
                    lists.warnings().forEach(text -> outcome.getChildren().add(secondary(text)));
                });
    }

    private Node part(String title, IdentitySplitJob.Part part) {
        Label name = new Label(title);
        name.getStyleClass().add("strong");
        Label counts =
                new Label(
                        messages.text(
                                "split.part",
                                Formats.count(part.identities()),
                                Formats.count(part.images())));
        Label file = secondary(part.file().toString());
        return new VBox(2, name, counts, file);
    }

    private static Button button(String id, String text, Feather icon, Runnable action) {
        Button button = new Button(text, Icons.of(icon));
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static Label secondary(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
