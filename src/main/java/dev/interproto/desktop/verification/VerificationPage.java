package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.RunChooser;
import dev.interproto.desktop.shell.Page;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.job.EvaluationJob;
import dev.interproto.workspace.job.OverlapCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** A run measured on pair lists: figures, charts, and every pair with its verdict. */
public final class VerificationPage implements Page {
    private final Messages messages;
    private final VerificationViewModel viewModel;
    private final PageModel model;
    private final Parent view;

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
        this.messages = context.messages();
        this.viewModel =
                new VerificationViewModel(
                        context.workspace(),
                        context.tasks(),
                        context.notifications(),
                        messages,
                        evaluator);
        this.model =
                new PageModel(
                        messages.text("verification.title"),
                        messages.text("verification.description"));
        HBox choosers =
                new HBox(
                        8,
                        new RunChooser(viewModel.runs(), messages),
                        new EvaluationChooser(viewModel, messages));
        choosers.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        model.headerExtraProperty().set(Optional.of(choosers));
        model.primaryActionProperty()
                .set(
                        Optional.of(
                                new PageAction(
                                        "evaluate",
                                        messages.text("verification.evaluate"),
                                        Feather.CHECK_SQUARE,
                                        Bindings.isNotEmpty(viewModel.checkpoints()),
                                        viewModel::ask)));
        this.view = load(new VerificationController(context, viewModel, model), messages);
        viewModel.tableProperty().addListener((o, old, now) -> describe(now));
    }

    @Override
    public PageId id() {
        return PageId.VERIFICATION;
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
        return messages.text("verification.help");
    }

    @Override
    public void onShown(PageArgument argument) {
        viewModel.runs().refresh(argument);
        if (argument instanceof PageArgument.OfFiles files) {
            viewModel.take(files.files());
        }
    }

    private void describe(Optional<PairTable> table) {
        model.descriptionProperty()
                .set(
                        table.map(PairTable::stored)
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

    private static Parent load(VerificationController controller, Messages messages) {
        FXMLLoader loader =
                new FXMLLoader(
                        VerificationPage.class.getResource("verification.fxml"), messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
