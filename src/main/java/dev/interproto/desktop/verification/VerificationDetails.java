package dev.interproto.desktop.verification;

import dev.interproto.dataset.Problem;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;

/** What the pane at the page's right shows: a pair, other models, groups, missing pairs. */
final class VerificationDetails {
    private final WorkbenchContext context;
    private final Messages messages;
    private final VerificationViewModel viewModel;
    private final PageModel model;

    VerificationDetails(
            WorkbenchContext context, VerificationViewModel viewModel, PageModel model) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
        this.model = model;
    }

    private void show(String title, Node content) {
        model.detailsProperty().set(Optional.of(new PageModel.Details(title, content)));
    }

    /** Nothing where there is no pair. */
    void showPair(Optional<PairRow> row) {
        model.detailsProperty().set(Optional.empty());
        row.ifPresent(
                now ->
                        show(
                                messages.text("verification.details", Formats.count(now.number())),
                                new PairDetails(
                                        now,
                                        viewModel,
                                        context.thumbnails(),
                                        messages,
                                        () -> compare(now))));
    }

    private void compare(PairRow row) {
        context.navigation()
                .open(
                        PageId.COMPARE,
                        new PageArgument.OfFiles(List.of(row.first().file(), row.second().file())));
    }

    /** The evaluation beside other models'. */
    void compareModels() {
        viewModel
                .lookups()
                .comparison()
                .ifPresent(
                        comparison ->
                                show(
                                        messages.text("verification.models.title"),
                                        new ComparisonPane(
                                                comparison, messages, context.charts().export())));
    }

    /** By kind of pair, age and gap. */
    void takeApart() {
        viewModel
                .lookups()
                .takeApart(
                        breakdown ->
                                show(
                                        messages.text("verification.apart.title"),
                                        new BreakdownPane(
                                                breakdown, messages, context.charts().export())));
    }

    /** The pairs left out, and why. */
    void showMissing() {
        viewModel
                .lookups()
                .findMissing(
                        missing -> {
                            ListView<Problem> list = new ListView<>();
                            list.getStyleClass().add("missing-list");
                            list.getItems().setAll(missing);
                            list.setCellFactory(view -> new ProblemCell());
                            list.setPlaceholder(
                                    new Label(messages.text("verification.missing.unreadable")));
                            show(messages.text("verification.missing.title"), list);
                        });
    }

    private static final class ProblemCell extends ListCell<Problem> {
        private final Label where = new Label();
        private final Label what = new Label();
        private final VBox words = new VBox(2, where, what);

        ProblemCell() {
            where.getStyleClass().add("strong");
            where.setWrapText(true);
            what.setWrapText(true);
            words.setMaxWidth(264);
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            if (empty || problem == null) {
                setGraphic(null);
                return;
            }
            where.setText(problem.where());
            what.setText(problem.what());
            setGraphic(words);
        }
    }
}
