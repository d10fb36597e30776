package dev.interproto.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.theme.Theme;
import dev.interproto.desktop.theme.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;

class ShellModelsTest {

    @Test
    void searchWantsEveryWordAndPutsBeginningsFirst() {
        Search search = new Search();
        search.register(
                () ->
                        Stream.of("Compare runs", "Run of compare", "Datasets")
                                .map(t -> new SearchHit(t, "Command", Feather.SEARCH, () -> {}))
                                .toList());
        assertThat(search.find("run compare"))
                .extracting(SearchHit::text)
                .containsExactlyInAnyOrder("Compare runs", "Run of compare");
        assertThat(search.find("run"))
                .extracting(SearchHit::text)
                .containsExactly("Run of compare", "Compare runs");
        assertThat(search.find("")).hasSize(3);
        assertThat(search.find("zebra")).isEmpty();
    }

    @Test
    void escClosesWhatWasOpenedLast() {
        List<String> closed = new ArrayList<>();
        Dismissals dismissals = new Dismissals();
        Runnable log = () -> closed.add("log");
        Runnable help = () -> closed.add("help");
        dismissals.opened(log);
        dismissals.opened(help);
        assertThat(dismissals.dismiss()).isTrue();
        dismissals.closed(log);
        assertThat(dismissals.dismiss()).isFalse();
        assertThat(closed).containsExactly("help");
    }

    @Test
    void aRepeatingErrorIsShownOnceInThirtySeconds() {
        List<String> shown = new ArrayList<>();
        Notifications notifications =
                new Notifications() {
                    @Override
                    public void success(String text) {}

                    @Override
                    public void success(String text, String actionText, Runnable action) {}

                    @Override
                    public void status(String text) {}

                    @Override
                    public void failure(String doing, Throwable failure) {
                        shown.add(failure.getMessage());
                    }
                };
        long[] now = {0};
        UncaughtErrors errors = new UncaughtErrors(notifications, "x", () -> now[0]);
        for (int second = 0; second < 60; second++) {
            now[0] = second * 1_000_000_000L;
            errors.uncaughtException(Thread.currentThread(), failure("same place " + second));
        }
        assertThat(shown).hasSize(1);
        now[0] += 31_000_000_000L;
        errors.uncaughtException(Thread.currentThread(), failure("again"));
        assertThat(shown).containsExactly("same place 0", "again");
    }

    private static IllegalStateException failure(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void preferencesAreKeptAndADamagedFileIsNoObstacle(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("desktop.json");
        WorkbenchPreferences preferences = new WorkbenchPreferences(file);
        preferences.setTheme(ThemeChoice.DARK);
        preferences.setWindowBounds(
                new WorkbenchPreferences.WindowBounds(10, 20, 1200, 800, false));
        WorkbenchPreferences again = new WorkbenchPreferences(file);
        assertThat(again.theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(again.windowBounds())
                .contains(new WorkbenchPreferences.WindowBounds(10, 20, 1200, 800, false));
        Files.writeString(file, "{ damaged");
        assertThat(new WorkbenchPreferences(file).theme()).isEqualTo(ThemeChoice.SYSTEM);
    }

    @Test
    void theSystemsThemeCountsOnlyWhereItIsAskedFor(@TempDir Path folder) {
        ThemeSwitch themes =
                new ThemeSwitch(new WorkbenchPreferences(folder.resolve("desktop.json")));
        themes.setSystemTheme(Theme.DARK);
        assertThat(themes.themeProperty().get()).isEqualTo(Theme.DARK);
        themes.choiceProperty().set(ThemeChoice.LIGHT);
        assertThat(themes.themeProperty().get()).isEqualTo(Theme.LIGHT);
    }
}
