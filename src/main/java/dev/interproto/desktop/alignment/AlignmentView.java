package dev.interproto.desktop.alignment;

import dev.interproto.desktop.shell.DetectorChoice;
import dev.interproto.desktop.shell.PageAction;
import dev.interproto.desktop.shell.PageModel;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/**
 * A page's view, over which the alignment can be opened; it then takes the page's description and
 * button, and gives them back. FX thread only.
 */
public final class AlignmentView extends StackPane {
    private final WorkbenchContext context;
    private final PageModel model;
    private final Node under;
    private Optional<AlignmentPane> pane = Optional.empty();
    private Optional<AlignmentViewModel> viewModel = Optional.empty();
    private Optional<Covered> covered = Optional.empty();

    /** What the page showed before. */
    private record Covered(String description, Optional<PageAction> action) {}

    /**
     * @param model the page's
     * @param under what the page shows otherwise
     */
    public AlignmentView(WorkbenchContext context, PageModel model, Node under) {
        this.context = context;
        this.model = model;
        this.under = under;
        getChildren().add(under);
    }

    /**
     * Opens the alignment, as it was left.
     *
     * @param photographs the folder to align; empty: none yet, or the one before
     */
    public void open(Optional<Path> photographs) {
        AlignmentPane shown = pane.orElseGet(this::make);
        pane = Optional.of(shown);
        photographs.ifPresent(folder -> viewModel.orElseThrow().take(folder));
        if (covered.isPresent()) {
            return;
        }
        covered =
                Optional.of(
                        new Covered(
                                model.descriptionProperty().get(),
                                model.primaryActionProperty().get()));
        model.detailsProperty().set(Optional.empty());
        model.descriptionProperty().set(context.messages().text("alignment.description"));
        model.primaryActionProperty().set(Optional.of(shown.action()));
        model.coverProperty().set(Optional.of(this::close));
        under.setVisible(false);
        getChildren().add(shown);
    }

    /** Back to what the page shows otherwise; an alignment under way goes on. */
    public void close() {
        covered.ifPresent(
                before -> {
                    model.descriptionProperty().set(before.description());
                    model.primaryActionProperty().set(before.action());
                    model.coverProperty().set(Optional.empty());
                });
        covered = Optional.empty();
        pane.ifPresent(getChildren()::remove);
        under.setVisible(true);
    }

    /** So that it is the next time's too, and other pages'. */
    private void keepDetector(AlignmentViewModel begun) {
        begun.form()
                .request()
                .flatMap(AlignmentForm.Request::detectorUsed)
                .ifPresent(used -> used.keep(context.preferences()));
    }

    private AlignmentPane make() {
        AlignmentViewModel made =
                new AlignmentViewModel(
                        context.tasks(),
                        context.notifications(),
                        context.messages(),
                        DetectorKind::open);
        viewModel = Optional.of(made);
        made.form().show(DetectorChoice.of(context.preferences()));
        made.runningProperty()
                .addListener((o, old, now) -> now.ifPresent(task -> keepDetector(made)));
        return new AlignmentPane(context, made, this::close);
    }
}
