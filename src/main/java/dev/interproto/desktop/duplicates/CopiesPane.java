package dev.interproto.desktop.duplicates;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.duplicate.DuplicateGroup;
import dev.interproto.dataset.duplicate.DuplicateGroup.Copy;
import dev.interproto.dataset.duplicate.DuplicateGroup.Kind;
import dev.interproto.dataset.duplicate.Duplicates;
import dev.interproto.desktop.control.EmptyState;
import dev.interproto.desktop.control.FacesCell;
import dev.interproto.desktop.control.FigureTile;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.Tables;
import dev.interproto.desktop.control.ThumbnailView;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The groups of copies: figures, a table with the faces side by side, and what to do about it. */
final class CopiesPane extends StackPane {
    private static final int FACES = 4;

    private final WorkbenchContext context;
    private final Messages messages;
    private final DuplicatesViewModel viewModel;
    private final DatasetTab.Host host;
    private final FigureTile exact;
    private final FigureTile near;
    private final FigureTile mirrored;
    private final FigureTile across;
    private final TableView<DuplicateGroup> table = new TableView<>();

    CopiesPane(WorkbenchContext context, DuplicatesViewModel viewModel, DatasetTab.Host host) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.host = host;
        exact = new FigureTile(messages.text("duplicates.figure.exact"));
        near = new FigureTile(messages.text("duplicates.figure.near"));
        mirrored = new FigureTile(messages.text("duplicates.figure.mirrored"));
        across = new FigureTile(messages.text("duplicates.figure.across"));
        across.setId("duplicates-across");
        near.setId("duplicates-near");
        EmptyState empty =
                new EmptyState(Feather.COPY, messages.text("duplicates.empty"))
                        .begin(
                                "find-duplicates",
                                messages.text("duplicates.find"),
                                Feather.SEARCH,
                                viewModel::find);
        empty.disableProperty().bind(viewModel.searchingProperty());
        VBox content =
                new VBox(12, new HBox(12, exact, near, mirrored, across), toolbar(), table());
        content.setPadding(new Insets(12, 0, 0, 0));
        getChildren().setAll(empty, content);
        viewModel.foundProperty().addListener((o, old, now) -> show(now, empty, content));
        show(viewModel.foundProperty().get(), empty, content);
    }

    private void show(Optional<Duplicates> found, Node empty, Node content) {
        empty.setVisible(found.isEmpty());
        content.setVisible(found.isPresent());
        found.ifPresent(
                result -> {
                    exact.numberProperty().set(Formats.count(result.count(Kind.EXACT)));
                    near.numberProperty().set(Formats.count(result.count(Kind.NEAR)));
                    mirrored.numberProperty().set(Formats.count(result.count(Kind.MIRRORED)));
                    across.numberProperty().set(Formats.count(result.acrossIdentities()));
                    across.getStyleClass().remove("danger");
                    if (result.acrossIdentities() > 0) {
                        across.getStyleClass().add("danger");
                    }
                });
    }

    private final TextField filter = new TextField();

    private Node toolbar() {
        filter.setPromptText(messages.text("duplicates.filter"));
        Button keepOne = button("keep-one", "duplicates.keepOne", Feather.CHECK_SQUARE);
        keepOne.setOnAction(e -> viewModel.keepOneOfEach());
        keepOne.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        viewModel.groups().stream()
                                                .allMatch(DuplicateGroup::acrossIdentities),
                                viewModel.groups()));
        Button leaveAcross = button("leave-across", "duplicates.leaveAcross", Feather.USER_X);
        leaveAcross.setOnAction(e -> viewModel.leaveOutAcross());
        leaveAcross
                .disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        viewModel.groups().stream()
                                                .noneMatch(DuplicateGroup::acrossIdentities),
                                viewModel.groups()));
        Button undo = button("undo-left-out", "duplicates.undo", Feather.ROTATE_CCW);
        undo.setOnAction(e -> viewModel.undo());
        undo.disableProperty().bind(viewModel.undoableProperty().not());
        Button again = button("find-again", "duplicates.again", Feather.SEARCH);
        again.setOnAction(e -> viewModel.find());
        again.disableProperty().bind(viewModel.searchingProperty());
        Button export = button("export-copies", "table.exportCsv", Feather.DOWNLOAD);
        export.setOnAction(e -> export());
        return new FlowPane(8, 8, filter, keepOne, leaveAcross, undo, again, export);
    }

    private Button button(String id, String key, Feather icon) {
        Button button = new Button(messages.text(key), Icons.of(icon));
        button.setId(id);
        button.getStyleClass().add("quiet");
        return button;
    }

    private void export() {
        context.charts().export().saveCsv("duplicates", Tables.visibleRows(table));
    }

    private Node table() {
        table.setId("copies");
        table.getStyleClass().add("with-thumbnails");
        table.setPlaceholder(new Label(messages.text("duplicates.none")));
        TableColumn<DuplicateGroup, DuplicateGroup> faces =
                new TableColumn<>(messages.text("duplicates.column.images"));
        faces.setPrefWidth(228);
        faces.setSortable(false);
        faces.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        faces.setCellFactory(
                column -> new FacesCell<>(context.thumbnails(), FACES, this::pictures));
        table.getColumns()
                .setAll(
                        List.of(
                                faces,
                                Tables.text(
                                        messages.text("duplicates.column.kind"),
                                        90,
                                        g -> DuplicatesTab.kind(g.kind(), messages)),
                                Tables.<DuplicateGroup, Integer>number(
                                        messages.text("duplicates.column.count"),
                                        70,
                                        g -> g.images().size(),
                                        Formats::count),
                                Tables.text(
                                        messages.text("duplicates.column.identities"),
                                        180,
                                        this::identities),
                                Tables.text(
                                        messages.text("duplicates.column.names"), 260, this::names),
                                Tables.<DuplicateGroup, Integer>number(
                                        messages.text("duplicates.column.distance"),
                                        70,
                                        g ->
                                                g.images().stream()
                                                        .mapToInt(Copy::distance)
                                                        .max()
                                                        .orElse(0),
                                        Formats::count)));
        Tables.install(
                table,
                viewModel.groups(),
                filter,
                g -> DuplicatesTab.kind(g.kind(), messages) + " " + names(g),
                messages,
                this::export);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> Optional.ofNullable(now).ifPresent(this::details));
        VBox card = new VBox(table);
        card.getStyleClass().addAll("card", "flush");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private List<Picture> pictures(DuplicateGroup group) {
        FaceDataset dataset = viewModel.searched();
        return group.images().stream()
                .limit(FACES)
                .map(copy -> (Picture) new Picture.OfSample(dataset, copy.sample()))
                .toList();
    }

    private String identities(DuplicateGroup group) {
        FaceDataset dataset = viewModel.searched();
        return group.images().stream()
                .map(copy -> dataset.identityName(dataset.identityOf(copy.sample())))
                .distinct()
                .collect(Collectors.joining(" ≠ "));
    }

    private String names(DuplicateGroup group) {
        return group.images().stream()
                .map(copy -> viewModel.searched().images().relativeName(copy.sample()))
                .collect(Collectors.joining(", "));
    }

    private void details(DuplicateGroup group) {
        VBox box = new VBox(16);
        for (Copy copy : group.images()) {
            ThumbnailView face = new ThumbnailView(context.thumbnails(), 112);
            face.show(Optional.of(new Picture.OfSample(viewModel.searched(), copy.sample())));
            Label name = new Label(viewModel.searched().images().relativeName(copy.sample()));
            name.setWrapText(true);
            Label how =
                    new Label(
                            copy == group.kept()
                                    ? messages.text("duplicates.kept")
                                    : messages.text(
                                            "duplicates.how",
                                            DuplicatesTab.kind(copy.kind(), messages),
                                            copy.distance(),
                                            Formats.decimal(copy.correlation(), 4)));
            how.getStyleClass().add("secondary");
            how.setWrapText(true);
            Button leave = button("leave-out", "duplicates.leaveOut", Feather.X);
            leave.setOnAction(e -> viewModel.leaveOut(group, copy));
            VBox words = new VBox(4, name, how, leave);
            HBox.setHgrow(words, Priority.ALWAYS);
            box.getChildren().add(new HBox(12, face, words));
        }
        host.details(messages.text("duplicates.details"), box);
    }
}
