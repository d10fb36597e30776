package dev.interproto.desktop.duplicates;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.control.FacesCell;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.job.Lookalikes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Pairs of identities that a network takes for one person. */
final class LookalikesPane extends VBox {
    private static final int FACES = 3;

    private final WorkbenchContext context;
    private final Messages messages;
    private final DuplicatesViewModel viewModel;
    private final TableView<Lookalikes.Pair> table = new TableView<>();
    private final Label summary = new Label();

    LookalikesPane(WorkbenchContext context, DuplicatesViewModel viewModel) {
        super(12);
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        setPadding(new Insets(12, 0, 0, 0));
        Label what = new Label(messages.text("duplicates.lookalikes.what"));
        what.setWrapText(true);
        summary.getStyleClass().add("secondary");
        summary.setWrapText(true);
        getChildren().setAll(what, toolbar(), summary, table());
        viewModel.lookalikesProperty().addListener((o, old, now) -> describe(now));
    }

    private void describe(Optional<Lookalikes> found) {
        summary.setText(
                found.map(
                                result ->
                                        messages.text(
                                                "duplicates.lookalikes.summary",
                                                Formats.count(result.pairCount()),
                                                Formats.decimal(result.threshold(), 3),
                                                Formats.count(result.misplaced().size())))
                        .orElse(""));
    }

    private final TextField filter = new TextField();

    private Node toolbar() {
        RunChoice choice =
                new RunChoice(
                        context.workspace(), context.tasks(), messages, RunChoice::hasNetwork);
        choice.refresh(Optional.empty());
        Button compare =
                new Button(messages.text("duplicates.lookalikes.find"), Icons.of(Feather.USERS));
        compare.setId("find-lookalikes");
        compare.getStyleClass().add("primary");
        compare.disableProperty()
                .bind(
                        viewModel
                                .searchingProperty()
                                .or(
                                        Bindings.createBooleanBinding(
                                                () -> choice.selectedProperty().get().isEmpty(),
                                                choice.selectedProperty())));
        compare.setOnAction(
                e ->
                        choice.selectedProperty()
                                .get()
                                .ifPresent(model -> viewModel.compareIdentities(model.home())));
        filter.setPromptText(messages.text("duplicates.filter"));
        Button first = leaveOut("leave-first", "duplicates.leaveFirst", true);
        Button second = leaveOut("leave-second", "duplicates.leaveSecond", false);
        Button export = new Button(messages.text("table.exportCsv"), Icons.of(Feather.DOWNLOAD));
        export.getStyleClass().add("quiet");
        export.setOnAction(e -> export());
        FlowPane bar =
                new FlowPane(
                        8,
                        8,
                        new RunChooser(choice, messages),
                        compare,
                        filter,
                        first,
                        second,
                        export);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Button leaveOut(String id, String key, boolean first) {
        Button button = new Button(messages.text(key), Icons.of(Feather.USER_X));
        button.setId(id);
        button.getStyleClass().add("quiet");
        button.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        button.setOnAction(
                e -> {
                    Lookalikes.Pair pair = table.getSelectionModel().getSelectedItem();
                    viewModel.leaveOutIdentity(pair, first ? pair.first() : pair.second());
                });
        return button;
    }

    private void export() {
        context.charts().export().saveCsv("lookalikes", Tables.visibleRows(table));
    }

    private Node table() {
        table.setId("lookalikes");
        table.getStyleClass().add("with-thumbnails");
        table.setPlaceholder(new Label(messages.text("duplicates.lookalikes.none")));
        table.getColumns()
                .setAll(
                        List.of(
                                faces("duplicates.column.first", true),
                                Tables.text(
                                        messages.text("duplicates.column.firstName"),
                                        150,
                                        pair -> name(pair.first())),
                                faces("duplicates.column.second", false),
                                Tables.text(
                                        messages.text("duplicates.column.secondName"),
                                        150,
                                        pair -> name(pair.second())),
                                Tables.<Lookalikes.Pair, Double>number(
                                        messages.text("duplicates.column.similarity"),
                                        100,
                                        Lookalikes.Pair::cosine,
                                        cosine -> Formats.decimal(cosine, 4))));
        Tables.install(
                table,
                viewModel.pairs(),
                filter,
                pair -> name(pair.first()) + " " + name(pair.second()),
                messages,
                this::export);
        VBox card = new VBox(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private String name(int identity) {
        return viewModel.searched().identityName(identity);
    }

    private TableColumn<Lookalikes.Pair, Lookalikes.Pair> faces(String key, boolean first) {
        TableColumn<Lookalikes.Pair, Lookalikes.Pair> column =
                new TableColumn<>(messages.text(key));
        column.setPrefWidth(172);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(
                c ->
                        new FacesCell<>(
                                context.thumbnails(),
                                FACES,
                                pair -> pictures(first ? pair.first() : pair.second())));
        return column;
    }

    private List<Picture> pictures(int identity) {
        FaceDataset dataset = viewModel.searched();
        List<Picture> pictures = new ArrayList<>();
        int first = dataset.firstSample(identity);
        for (int i = 0; i < Math.min(FACES, dataset.sampleCount(identity)); i++) {
            pictures.add(new Picture.OfSample(dataset, first + i));
        }
        return pictures;
    }
}
