package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Messages;
import dev.interproto.verification.IdentificationReport;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.StoredIdentification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** What an identification is asked for with, and the choice of those that are kept. */
final class IdentificationTools extends FlowPane {
    private static final int MOST_YEARS = 100;

    private final Messages messages;
    private final IdentificationViewModel viewModel;

    IdentificationTools(IdentificationViewModel viewModel, Messages messages) {
        super(16, 8);
        this.viewModel = viewModel;
        this.messages = messages;
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        getChildren()
                .setAll(
                        labelled(
                                "identification.data",
                                dataset("identification-data", viewModel.dataProperty(), false)),
                        labelled(
                                "identification.distractors",
                                dataset(
                                        "identification-distractors",
                                        viewModel.distractorsProperty(),
                                        true)),
                        labelled(
                                "identification.childAge",
                                years(
                                        "identification-child-age",
                                        "identification.childAge.tip",
                                        viewModel.childAgeProperty(),
                                        1)),
                        labelled(
                                "identification.gap",
                                years(
                                        "identification-gap",
                                        "identification.gap.tip",
                                        viewModel.gapProperty(),
                                        0)),
                        flip(),
                        labelled("verification.order.checkpoint", checkpoint()),
                        labelled("identification.kept", kept()));
    }

    private HBox labelled(String key, Node control) {
        Label label = new Label(messages.text(key));
        label.setLabelFor(control);
        HBox box = new HBox(8, label, control);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node dataset(String id, ObjectProperty<Optional<KnownDataset>> value, boolean orNone) {
        ComboBox<Optional<KnownDataset>> box = new ComboBox<>();
        box.setId(id);
        Choices.named(
                box,
                dataset ->
                        dataset.map(KnownDataset::name)
                                .orElse(messages.text("identification.distractors.none")));
        Runnable fill =
                () -> {
                    Stream<Optional<KnownDataset>> all =
                            viewModel.datasets().stream().map(Optional::of);
                    Stream<Optional<KnownDataset>> none =
                            orNone ? Stream.of(Optional.empty()) : Stream.empty();
                    box.getItems().setAll(Stream.concat(none, all).toList());
                    box.setValue(value.get());
                };
        viewModel.datasets().addListener((ListChangeListener<KnownDataset>) change -> fill.run());
        value.addListener((o, old, now) -> box.setValue(now));
        box.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                value.set(now);
                            }
                        });
        fill.run();
        return box;
    }

    private Node years(String id, String tip, IntegerProperty value, int least) {
        Spinner<Integer> spinner = new Spinner<>(least, MOST_YEARS, value.get());
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(80);
        spinner.setTooltip(new Tooltip(messages.text(tip)));
        spinner.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                value.set(now);
                            }
                        });
        value.addListener((o, old, now) -> spinner.getValueFactory().setValue(now.intValue()));
        return spinner;
    }

    private Node flip() {
        CheckBox box = new CheckBox(messages.text("identification.flip"));
        box.setId("identification-flip");
        box.selectedProperty().bindBidirectional(viewModel.flipProperty());
        return box;
    }

    private Node checkpoint() {
        ComboBox<Path> box = new ComboBox<>();
        box.setId("identification-checkpoint");
        Choices.ofCheckpoints(
                box, viewModel.checkpoints(), viewModel.checkpointProperty(), messages);
        box.disableProperty().bind(Bindings.isEmpty(viewModel.checkpoints()));
        return box;
    }

    private Node kept() {
        ComboBox<StoredIdentification> box = new ComboBox<>();
        box.setId("identification-kept");
        Choices.named(box, this::name);
        box.setItems(viewModel.identifications());
        box.setValue(viewModel.chosenProperty().get().orElse(null));
        box.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now != null) {
                                viewModel.chosenProperty().set(Optional.of(now));
                            }
                        });
        viewModel.chosenProperty().addListener((o, old, now) -> box.setValue(now.orElse(null)));
        box.disableProperty().bind(Bindings.isEmpty(viewModel.identifications()));
        return box;
    }

    /** What tells it from the others that are kept. */
    private String name(StoredIdentification stored) {
        IdentificationReport report = stored.report();
        List<String> parts = new ArrayList<>(List.of(report.dataset()));
        if (report.gap() > 0) {
            parts.add(messages.text("identification.kept.gap", report.gap()));
        }
        stored.origin()
                .distractors()
                .map(folder -> String.valueOf(Path.of(folder).getFileName()))
                .ifPresent(among -> parts.add(messages.text("identification.kept.among", among)));
        stored.bestOf().ifPresent(set -> parts.add(messages.text("identification.kept.best", set)));
        return String.join(", ", parts);
    }
}
