package dev.interproto.desktop.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Knows which page is in front; makes each page when it is first wanted. FX thread only. */
public final class PageNavigator implements Navigation {
    private final Map<PageId, Function<WorkbenchContext, Page>> factories =
            new EnumMap<>(PageId.class);
    private final Map<PageId, Page> pages = new EnumMap<>(PageId.class);
    private final ReadOnlyObjectWrapper<Optional<Page>> current =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<WorkbenchContext> context = Optional.empty();

    /** Says how a page is made. */
    public void register(PageId id, Function<WorkbenchContext, Page> factory) {
        factories.put(id, factory);
    }

    /** Gives the pages what they need; before the first {@link #open}. */
    public void start(WorkbenchContext pagesContext) {
        context = Optional.of(pagesContext);
    }

    /** Whether there is such a page. */
    public boolean has(PageId id) {
        return factories.containsKey(id);
    }

    @Override
    public void open(PageId id, PageArgument argument) {
        WorkbenchContext given =
                context.orElseThrow(() -> new IllegalStateException("not started"));
        if (!has(id)) {
            throw new IllegalArgumentException("no page is registered for " + id);
        }
        Page page = pages.computeIfAbsent(id, key -> factories.get(key).apply(given));
        Optional<Page> before = current.get();
        if (before.isPresent() && before.get() != page) {
            before.get().onHidden();
        }
        current.set(Optional.of(page));
        page.onShown(argument);
    }

    public ReadOnlyObjectProperty<Optional<Page>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Closes all pages made. */
    public void close() {
        pages.values().forEach(Page::close);
    }
}
