package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.SegmentedChoice;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.job.EvaluationJob;
import dev.interproto.workspace.job.IdentificationJob;
import dev.interproto.workspace.job.OverlapCheck;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** A run measured on pair lists, pair by pair, and by looking for children among adults. */
public final class VerificationPage extends Page {
    private enum Section {
        PAIRS,
        PEOPLE
    }

    private final VerificationViewModel viewModel;
    private final Node view;
    private final IdentificationViewModel identification;
    private final ObjectProperty<Section> section = new SimpleObjectProperty<>(Section.PAIRS);

    /** Evaluates with the run's own network. */
    public VerificationPage(WorkbenchContext context) {
        this(
                context,
                (request, progress) ->
                        new EvaluationJob(
                                        request,
                                        Optional.of(
                                                new OverlapCheck(
                                                        context.datasets().opening(),
                                                        OverlapCheck.Depth.QUICK)))
                                .run(progress));
    }

    VerificationPage(WorkbenchContext context, Evaluator evaluator) {
        super(PageId.VERIFICATION, context.messages());
        this.viewModel =
                new VerificationViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        evaluator);
        this.identification =
                new IdentificationViewModel(
                        context.tasks(),
                        context.notifications(),
                        messages,
                        context.workspace().datasets(),
                        viewModel.runs(),
                        (request, progress) ->
                                new IdentificationJob(context.datasets().opening(), request)
                                        .run(progress));
        EvaluationChooser evaluations = new EvaluationChooser(viewModel, messages);
        evaluations.visibleProperty().bind(section.isEqualTo(Section.PAIRS));
        evaluations.managedProperty().bind(evaluations.visibleProperty());
        HBox choosers =
                new HBox(8, sections(), new RunChooser(viewModel.runs(), messages), evaluations);
        choosers.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        model.headerExtraProperty().set(Optional.of(choosers));
        Parent pairs =
                load("verification.fxml", new VerificationController(context, viewModel, model));
        IdentificationPane people = new IdentificationPane(context, identification);
        this.view = new StackPane(pairs, people);
        // Where there is no network, the pairs' view says how to come by one.
        BooleanBinding noRuns =
                Bindings.isEmpty(viewModel.runs().runs()).and(viewModel.runs().listedProperty());
        pairs.visibleProperty().bind(section.isEqualTo(Section.PAIRS).or(noRuns));
        people.visibleProperty().bind(section.isEqualTo(Section.PEOPLE).and(noRuns.not()));
        section.addListener((o, old, now) -> show(now));
        show(section.get());
        viewModel.tableProperty().addListener((o, old, now) -> describe());
    }

    private Node sections() {
        return new SegmentedChoice<>(section)
                .with(
                        Section.PAIRS,
                        "show-pairs",
                        messages.text("verification.section.pairs"),
                        messages.text("verification.section.pairs.tip"))
                .with(
                        Section.PEOPLE,
                        "show-identification",
                        messages.text("identification.section"),
                        messages.text("identification.section.tip"));
    }

    /** The pairs or the people have come to the front. */
    private void show(Section now) {
        boolean people = now == Section.PEOPLE;
        model.detailsProperty().set(Optional.empty());
        model.primaryActionProperty().set(Optional.of(people ? identify() : evaluate()));
        if (people) {
            identification.refresh();
        }
        describe();
    }

    private PageAction evaluate() {
        return new PageAction(
                "evaluate",
                messages.text("verification.evaluate"),
                Feather.CHECK_SQUARE,
                Bindings.isNotEmpty(viewModel.checkpoints()),
                viewModel::ask);
    }

    private PageAction identify() {
        return new PageAction(
                "identify",
                messages.text("identification.start"),
                Feather.SEARCH,
                Bindings.createBooleanBinding(
                        () ->
                                viewModel.runs().selectedProperty().get().isPresent()
                                        && identification.dataProperty().get().isPresent()
                                        && identification.runningProperty().get().isEmpty(),
                        viewModel.runs().selectedProperty(),
                        identification.dataProperty(),
                        identification.runningProperty()),
                identification::identify);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.runs().refresh(argument);
        if (section.get() == Section.PEOPLE) {
            identification.refresh();
        }
        if (argument instanceof PageArgument.OfFiles files) {
            section.set(Section.PAIRS);
            viewModel.take(files.files());
        }
    }

    private void describe() {
        if (section.get() == Section.PEOPLE) {
            model.descriptionProperty().set(messages.text("identification.description"));
            return;
        }
        model.descriptionProperty()
                .set(
                        viewModel
                                .tableProperty()
                                .get()
                                .map(PairTable::stored)
                                .map(this::described)
                                .orElse(messages.text("verification.description")));
    }

    private String described(StoredEvaluation stored) {
        return messages.text(
                "verification.description.of",
                stored.origin().model(),
                Formats.count(stored.report().pairs()),
                stored.report().testSet());
    }
}
