package dev.interproto.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/interproto/desktop");
    private static final Path VIEWS = Path.of("resources/dev/interproto/desktop");

    /** A whole string literal that looks like a key. */
    private static final Pattern LITERAL =
            Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9]+)+)\"");

    private static final Pattern ASKED = Pattern.compile("\\btext\\(\\s*\"([^\"]+)\"");
    private static final Pattern IN_VIEW = Pattern.compile("\"%([^\"]+)\"");

    private final Set<String> keys = new Messages().bundle().keySet();

    @Test
    void everyKeyAskedForIsThere() {
        Set<String> asked = found(SOURCES, ".java", ASKED);
        asked.addAll(found(VIEWS, ".fxml", IN_VIEW));
        asked.removeAll(keys);
        // text("…") of other classes takes whole sentences, never a dotted word.
        asked.removeIf(text -> !text.matches("[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)+"));
        assertThat(asked).isEmpty();
    }

    @Test
    void everyPageHasATitleADescriptionAndHelp() {
        assertThat(keys).containsAll(ofPages());
    }

    @Test
    void everyKeyIsUsed() {
        Set<String> unused = new TreeSet<>(keys);
        unused.removeAll(ofPages());
        unused.removeAll(found(SOURCES, ".java", LITERAL));
        unused.removeAll(found(VIEWS, ".fxml", IN_VIEW));
        assertThat(unused).isEmpty();
    }

    @Test
    void argumentsAreFilledInBesideApostrophes() {
        assertThat(new Messages().text("rail.shortcut", 3)).isEqualTo("Ctrl+3");
    }

    /** Made of the page's name, so no literals. */
    private static Set<String> ofPages() {
        return Stream.of(PageId.values())
                .flatMap(id -> Stream.of(id.titleKey(), id.descriptionKey(), id.helpKey()))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(Path root, String ending, Pattern pattern) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.filter(f -> f.toString().endsWith(ending)).toList();
            return all.stream()
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
