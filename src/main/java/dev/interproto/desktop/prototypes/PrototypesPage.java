package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.SegmentedChoice;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.job.IdentityVectors;
import java.io.IOException;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** A run's prototypes: on a plane, and in figures, child identities among the others. */
public final class PrototypesPage extends Page {
    private enum Section {
        MAP,
        ANALYSIS
    }

    private final PrototypesViewModel viewModel;
    private final AnalysisViewModel analysis;
    private final StackPane view;
    private final ObjectProperty<Section> section = new SimpleObjectProperty<>(Section.MAP);

    /** Reads the prototypes of checkpoints. */
    public PrototypesPage(WorkbenchContext context) {
        this(context, PrototypesPage::read);
    }

    PrototypesPage(WorkbenchContext context, PrototypeSource source) {
        super(PageId.PROTOTYPES, context.messages());
        this.viewModel =
                new PrototypesViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        context.datasets(),
                        source,
                        Platform::runLater);
        this.analysis =
                new AnalysisViewModel(
                        context.tasks(),
                        messages,
                        context.datasets().opening(),
                        context.workspace().datasets(),
                        viewModel);
        HBox choosers =
                new HBox(
                        8,
                        sections(),
                        new RunChooser(viewModel.runs(), messages),
                        new CheckpointChooser(viewModel, messages));
        choosers.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        model.headerExtraProperty().set(Optional.of(choosers));
        Parent mapView =
                load("prototypes.fxml", new PrototypesController(context, viewModel, model));
        AnalysisPane analysisPane = new AnalysisPane(context, analysis);
        this.view = new StackPane(mapView, analysisPane);
        // Where there is no run, the map's view says how to come by one.
        BooleanBinding noRuns =
                Bindings.isEmpty(viewModel.runs().runs()).and(viewModel.runs().listedProperty());
        mapView.visibleProperty().bind(section.isEqualTo(Section.MAP).or(noRuns));
        analysisPane.visibleProperty().bind(section.isEqualTo(Section.ANALYSIS).and(noRuns.not()));
        section.addListener((o, old, now) -> show(now));
        show(section.get());
        viewModel.mapProperty().addListener((o, old, now) -> describe());
        viewModel.runs().selectedProperty().addListener((o, old, now) -> describe());
    }

    private Node sections() {
        return new SegmentedChoice<>(section)
                .with(
                        Section.MAP,
                        "show-map",
                        messages.text("prototypes.section.map"),
                        messages.text("prototypes.section.map.tip"))
                .with(
                        Section.ANALYSIS,
                        "show-analysis",
                        messages.text("prototypes.section.analysis"),
                        messages.text("prototypes.section.analysis.tip"));
    }

    /** The map or the analysis has come to the front. */
    private void show(Section now) {
        model.detailsProperty().set(Optional.empty());
        model.primaryActionProperty()
                .set(Optional.of(now == Section.ANALYSIS ? analyse() : computeMap()));
        describe();
    }

    private PageAction computeMap() {
        return new PageAction(
                "compute-map",
                messages.text("prototypes.compute"),
                Feather.PLAY,
                Bindings.createBooleanBinding(
                        () ->
                                viewModel.checkpointProperty().get().isPresent()
                                        && viewModel
                                                .computation()
                                                .runningProperty()
                                                .get()
                                                .isEmpty(),
                        viewModel.checkpointProperty(),
                        viewModel.computation().runningProperty()),
                viewModel::compute);
    }

    private PageAction analyse() {
        return new PageAction(
                "analyse",
                messages.text("analysis.start"),
                Feather.PLAY,
                Bindings.createBooleanBinding(
                        () ->
                                analysis.dataProperty().get().isPresent()
                                        && analysis.runningProperty().get().isEmpty(),
                        analysis.dataProperty(),
                        analysis.runningProperty()),
                analysis::analyse);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.runs().refresh(argument);
        analysis.refresh();
    }

    @Override
    public void close() {
        viewModel.computation().stop();
        analysis.stop();
    }

    private static Optional<PrototypeSet> read(ModelHome home, MapSubject subject)
            throws IOException {
        Optional<IdentityVectors> vectors =
                subject instanceof MapSubject.Prototypes of
                        ? IdentityVectors.prototypes(home, of.file().getFileName().toString())
                        : IdentityVectors.means(subject.table(home));
        return vectors.map(all -> new PrototypeSet(all.identities(), all.child(), all.rows()));
    }

    private void describe() {
        String run = viewModel.runs().selectedProperty().get().map(Candidate::name).orElse("");
        String words =
                section.get() == Section.ANALYSIS
                        ? messages.text("analysis.description")
                        : viewModel
                                .mapProperty()
                                .get()
                                .map(
                                        now ->
                                                messages.text(
                                                        "prototypes.description.of",
                                                        run,
                                                        Formats.count(now.points().size()),
                                                        Formats.count(now.children())))
                                .orElse(messages.text("prototypes.description"));
        model.descriptionProperty().set(words);
    }
}
