package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.loss.HeadKind;
import dev.interproto.network.Backbone;
import dev.interproto.workspace.KnownDataset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;

/** The method as a sentence that is edited. */
final class MethodSentence {
    private final Messages messages;
    private final SetupViewModel viewModel;
    private final Runnable chooseFolder;

    /**
     * @param chooseFolder asks for a dataset's folder
     */
    MethodSentence(Messages messages, SetupViewModel viewModel, Runnable chooseFolder) {
        this.messages = messages;
        this.viewModel = viewModel;
        this.chooseFolder = chooseFolder;
    }

    /**
     * @param error shows what is wrong in the sentence
     * @param about explains the chosen head
     */
    void fill(FlowPane sentence, Label error, Label about) {
        TrainingForm form = viewModel.form();
        MenuButton backbone =
                inline(
                        "backbone",
                        form.backboneProperty(),
                        Arrays.stream(Backbone.values()).map(Backbone::id).toList(),
                        RunTexts::backbone);
        MenuButton head = headChoice(form.headProperty(), about);
        TextField lambda = new TextField();
        lambda.setId("lambda");
        lambda.getStyleClass().add("inline-field");
        lambda.setPrefColumnCount(3);
        FormControls.bind(lambda, error, form.lambda());
        sentence.getChildren()
                .addAll(
                        words("training.sentence.train"),
                        backbone,
                        words("training.sentence.with"),
                        head,
                        words("training.sentence.plus"),
                        lambda,
                        words("training.sentence.on"),
                        datasetChoice());
    }

    private Label words(String key) {
        return new Label(messages.text(key));
    }

    private static MenuButton inline(
            String id,
            ObjectProperty<String> value,
            List<String> values,
            Function<String, String> shown) {
        MenuButton button = FormControls.choice(id, value, values, shown);
        button.getStyleClass().add("inline-choice");
        return button;
    }

    /** The heads in groups; the chosen one is explained below the sentence. */
    private MenuButton headChoice(ObjectProperty<String> chosen, Label about) {
        HeadTexts texts = new HeadTexts(messages);
        MenuButton button = inline("head", chosen, List.of(), RunTexts::head);
        texts.groups()
                .forEach(
                        (title, kinds) -> {
                            MenuItem heading = new MenuItem(title);
                            heading.setDisable(true);
                            button.getItems().add(heading);
                            for (HeadKind kind : kinds) {
                                MenuItem item = new MenuItem(kind.title());
                                item.setOnAction(e -> chosen.set(kind.id()));
                                button.getItems().add(item);
                            }
                        });
        about.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.about(HeadKind.of(chosen.get())), chosen));
        return button;
    }

    private MenuButton datasetChoice() {
        MenuButton button = new MenuButton();
        button.setId("dataset");
        button.getStyleClass().add("inline-choice");
        Runnable fill =
                () -> {
                    button.getItems().clear();
                    for (KnownDataset known : viewModel.data().datasets()) {
                        MenuItem item = new MenuItem(known.name());
                        item.setOnAction(
                                e -> viewModel.data().datasetProperty().set(Optional.of(known)));
                        button.getItems().add(item);
                    }
                    MenuItem open =
                            new MenuItem(
                                    messages.text("training.dataset.open"),
                                    Icons.of(Feather.FOLDER_PLUS));
                    open.setOnAction(e -> chooseFolder.run());
                    button.getItems().addAll(new SeparatorMenuItem(), open);
                };
        viewModel
                .data()
                .datasets()
                .addListener((ListChangeListener<KnownDataset>) change -> fill.run());
        fill.run();
        button.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        viewModel
                                                .data()
                                                .datasetProperty()
                                                .get()
                                                .map(KnownDataset::name)
                                                .orElse(messages.text("training.dataset.none")),
                                viewModel.data().datasetProperty()));
        return button;
    }
}
