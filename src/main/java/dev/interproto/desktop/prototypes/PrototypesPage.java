package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.job.IdentityVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** A run's prototypes on a plane: child identities among the others. */
public final class PrototypesPage implements Page {
    private final Messages messages;
    private final PrototypesViewModel viewModel;
    private final PageModel model;
    private final Parent view;

    /** Reads the prototypes of checkpoints. */
    public PrototypesPage(WorkbenchContext context) {
        this(context, PrototypesPage::read);
    }

    PrototypesPage(WorkbenchContext context, PrototypeSource source) {
        this.messages = context.messages();
        this.viewModel =
                new PrototypesViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        context.datasets(),
                        source,
                        Platform::runLater);
        this.model =
                new PageModel(
                        messages.text("prototypes.title"), messages.text("prototypes.description"));
        HBox choosers =
                new HBox(
                        8,
                        new RunChooser(viewModel.runs(), messages),
                        new CheckpointChooser(viewModel, messages));
        choosers.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        model.headerExtraProperty().set(Optional.of(choosers));
        model.primaryActionProperty()
                .set(
                        Optional.of(
                                new PageAction(
                                        "compute-map",
                                        messages.text("prototypes.compute"),
                                        Feather.PLAY,
                                        Bindings.createBooleanBinding(
                                                () ->
                                                        viewModel
                                                                        .checkpointProperty()
                                                                        .get()
                                                                        .isPresent()
                                                                && viewModel
                                                                        .computingProperty()
                                                                        .get()
                                                                        .isEmpty(),
                                                viewModel.checkpointProperty(),
                                                viewModel.computingProperty()),
                                        viewModel::compute)));
        this.view = load(new PrototypesController(context, viewModel, model), messages);
        viewModel.mapProperty().addListener((o, old, now) -> describe(now));
    }

    @Override
    public PageId id() {
        return PageId.PROTOTYPES;
    }

    @Override
    public PageModel model() {
        return model;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public String help() {
        return messages.text("prototypes.help");
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.runs().refresh(argument);
    }

    @Override
    public void close() {
        viewModel.stop();
    }

    private static Optional<PrototypeSet> read(ModelHome home, MapSubject subject)
            throws IOException {
        Optional<IdentityVectors> vectors =
                subject instanceof MapSubject.Prototypes of
                        ? IdentityVectors.prototypes(home, of.file().getFileName().toString())
                        : IdentityVectors.means(subject.table(home));
        return vectors.map(all -> new PrototypeSet(all.identities(), all.child(), all.rows()));
    }

    private void describe(Optional<MapView> map) {
        String run = viewModel.runs().selectedProperty().get().map(Candidate::name).orElse("");
        model.descriptionProperty()
                .set(
                        map.map(
                                        now ->
                                                messages.text(
                                                        "prototypes.description.of",
                                                        run,
                                                        Formats.count(now.points().size()),
                                                        Formats.count(now.children())))
                                .orElse(messages.text("prototypes.description")));
    }

    private static Parent load(PrototypesController controller, Messages messages) {
        FXMLLoader loader =
                new FXMLLoader(
                        PrototypesPage.class.getResource("prototypes.fxml"), messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
