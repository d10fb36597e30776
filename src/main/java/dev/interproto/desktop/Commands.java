package dev.interproto.desktop;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.SearchHit;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.desktop.shell.WorkbenchWindow;
import dev.interproto.desktop.theme.ThemeChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kordamp.ikonli.feather.Feather;

/**
 * The commands that Ctrl+K finds on every page: going somewhere, aligning, the theme, the log,
 * help.
 */
final class Commands {
    private final WorkbenchContext context;
    private final WorkbenchWindow window;

    Commands(WorkbenchContext context, WorkbenchWindow window) {
        this.context = context;
        this.window = window;
    }

    List<SearchHit> hits() {
        Messages messages = context.messages();
        String kind = messages.text("command.kind");
        List<SearchHit> hits = new ArrayList<>();
        for (PageId id : PageId.values()) {
            hits.add(
                    new SearchHit(
                            messages.text("command.goTo", messages.text(id.titleKey())),
                            kind,
                            id.icon(),
                            () -> context.navigation().open(id)));
        }
        hits.add(
                new SearchHit(
                        messages.text("command.align"),
                        kind,
                        Feather.CROP,
                        () ->
                                context.navigation()
                                        .open(
                                                PageId.DATASETS,
                                                new PageArgument.ToAlign(Optional.empty()))));
        hits.add(
                new SearchHit(
                        messages.text("command.light"),
                        kind,
                        Feather.SUN,
                        () -> context.themeSwitch().choiceProperty().set(ThemeChoice.LIGHT)));
        hits.add(
                new SearchHit(
                        messages.text("command.dark"),
                        kind,
                        Feather.MOON,
                        () -> context.themeSwitch().choiceProperty().set(ThemeChoice.DARK)));
        hits.add(
                new SearchHit(
                        messages.text("command.log"), kind, Feather.TERMINAL, window::openLog));
        hits.add(
                new SearchHit(
                        messages.text("command.tasks"),
                        kind,
                        Feather.ACTIVITY,
                        window::toggleTasks));
        hits.add(
                new SearchHit(
                        messages.text("command.help"),
                        kind,
                        Feather.HELP_CIRCLE,
                        window::openHelp));
        return hits;
    }
}
