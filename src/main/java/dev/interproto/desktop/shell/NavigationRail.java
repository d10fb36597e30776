package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The places at the left: icon and word, settings at the foot. */
final class NavigationRail extends VBox {
    private final Map<PageId, ToggleButton> items = new EnumMap<>(PageId.class);

    NavigationRail(PageNavigator navigator, Messages messages, Runnable openSearch) {
        getStyleClass().add("rail");
        HBox brand = new HBox(new BrandMark(), new Label(messages.text("app.name")));
        brand.getStyleClass().add("rail-brand");
        Button search = new Button(messages.text("rail.search"), Icons.of(Feather.SEARCH));
        search.setId("rail-search");
        search.getStyleClass().add("rail-search");
        search.setFocusTraversable(false);
        search.setOnAction(e -> openSearch.run());
        VBox.setMargin(search, new javafx.geometry.Insets(0, 0, 12, 0));
        getChildren().addAll(brand, search);
        ToggleGroup group = new ToggleGroup();
        for (PageId id : PageId.values()) {
            ToggleButton item = item(id, navigator, messages);
            item.setToggleGroup(group);
            items.put(id, item);
            if (id == PageId.SETTINGS) {
                Region space = new Region();
                VBox.setVgrow(space, Priority.ALWAYS);
                getChildren().add(space);
            }
            if (navigator.has(id)) {
                getChildren().add(item);
            }
        }
        navigator
                .currentProperty()
                .addListener(
                        (o, old, now) ->
                                now.ifPresent(page -> group.selectToggle(items.get(page.id()))));
    }

    /** Gives the keyboard to a page's item, so that it is never left on a page that is gone. */
    void focus(PageId id) {
        items.get(id).requestFocus();
    }

    private static ToggleButton item(PageId id, PageNavigator navigator, Messages messages) {
        ToggleButton item = new ToggleButton(messages.text(id.titleKey()), Icons.of(id.icon()));
        item.setId("rail-" + id.name().toLowerCase(java.util.Locale.ROOT));
        item.getStyleClass().setAll("toggle-button", "rail-item");
        item.setOnAction(
                e -> {
                    item.setSelected(true);
                    navigator.open(id);
                });
        if (id != PageId.SETTINGS) {
            item.setTooltip(new Tooltip(messages.text("rail.shortcut", id.ordinal() + 1)));
        }
        return item;
    }
}
