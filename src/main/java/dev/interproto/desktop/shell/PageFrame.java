package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;

/** Title, one line, primary action; the page's view below; details at the right. */
final class PageFrame extends BorderPane {
    private static final double DETAILS_WIDTH = 312;

    /** What the title keeps where the actions would take the whole width. */
    private static final double TITLE_WIDTH = 144;

    private final Page page;
    private final Messages messages;
    private final Dismissals dismissals;
    private final HBox header = new HBox();
    private final HBox actions = new Actions();
    private final Runnable closeDetails;
    private final Runnable closeCover;

    PageFrame(Page page, Messages messages, Dismissals dismissals) {
        this.page = page;
        this.messages = messages;
        this.dismissals = dismissals;
        PageModel model = page.model();
        this.closeDetails = () -> model.detailsProperty().set(Optional.empty());
        this.closeCover = () -> model.coverProperty().get().ifPresent(Runnable::run);
        Label title = new Label();
        title.getStyleClass().add("page-title");
        title.textProperty().bind(model.titleProperty());
        Label description = new Label();
        description.getStyleClass().add("secondary");
        description.textProperty().bind(model.descriptionProperty());
        VBox words = new VBox(2, title, description);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        header.getChildren().addAll(words, actions);
        header.widthProperty().addListener((o, old, now) -> actions.requestLayout());
        header.getStyleClass().add("page-header");
        actions.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        Node view = page.view();
        VBox.setVgrow(view, Priority.ALWAYS);
        VBox column = new VBox(header, view);
        column.getStyleClass().add("page");
        column.setMinWidth(0);
        // Nothing of a page that is wider than the window may lie over its details.
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(column.widthProperty());
        clip.heightProperty().bind(column.heightProperty());
        column.setClip(clip);
        setCenter(column);
        model.primaryActionProperty().addListener((o, old, now) -> showActions());
        model.headerExtraProperty().addListener((o, old, now) -> showActions());
        model.detailsProperty().addListener((o, old, now) -> showDetails(now));
        model.coverProperty().addListener((o, old, now) -> dismissible(closeCover, now));
        sceneProperty().addListener((o, old, now) -> dismissible());
        showActions();
        showDetails(model.detailsProperty().get());
    }

    /** Shrinks only where the title would have no room; the description gives way before. */
    private final class Actions extends HBox {
        Actions() {
            super(8);
        }

        @Override
        protected double computeMinWidth(double height) {
            double room = header.getWidth() - TITLE_WIDTH;
            return Math.min(
                    computePrefWidth(height), Math.max(super.computeMinWidth(height), room));
        }
    }

    Page page() {
        return page;
    }

    private void showActions() {
        actions.getChildren().clear();
        page.model().headerExtraProperty().get().ifPresent(actions.getChildren()::add);
        page.model()
                .primaryActionProperty()
                .get()
                .ifPresent(action -> actions.getChildren().add(button(action)));
    }

    private static Button button(PageAction action) {
        Button button = new Button(action.text(), Icons.of(action.icon()));
        button.setId(action.id());
        button.getStyleClass().add("primary");
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(action.enabled()));
        button.setOnAction(e -> action.action().run());
        return button;
    }

    private void showDetails(Optional<PageModel.Details> details) {
        if (details.isEmpty()) {
            setRight(null);
            dismissible(closeDetails, details);
            return;
        }
        Label title = new Label(details.get().title());
        title.getStyleClass().add("section-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Button close = new Button("", Icons.of(Feather.X));
        close.setId("close-details");
        close.getStyleClass().add("quiet");
        close.setTooltip(new Tooltip(messages.text("details.close")));
        close.setOnAction(e -> closeDetails.run());
        HBox heading = new HBox(8, title, close);
        heading.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        Node content = details.get().content();
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox pane = new VBox(heading, content);
        pane.getStyleClass().add("details");
        pane.setPrefWidth(DETAILS_WIDTH);
        pane.setMinWidth(DETAILS_WIDTH);
        pane.setMaxWidth(DETAILS_WIDTH);
        setRight(pane);
        dismissible(closeDetails, details);
    }

    /** Esc closes nothing of a page that is not in front. */
    private void dismissible() {
        dismissible(closeCover, page.model().coverProperty().get());
        dismissible(closeDetails, page.model().detailsProperty().get());
    }

    private void dismissible(Runnable close, Optional<?> open) {
        if (open.isPresent() && getScene() != null) {
            dismissals.opened(close);
        } else {
            dismissals.closed(close);
        }
    }
}
