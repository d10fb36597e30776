package dev.interproto.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Runs commands in this process and keeps what they print. */
final class CapturedConsole {
    /** What a command left. */
    record Result(int code, String out, String err) {
        JsonNode json() throws Exception {
            return Json.mapper().readTree(out);
        }
    }

    final AtomicReference<Path> opened = new AtomicReference<>();
    private final boolean screen;

    CapturedConsole(boolean screen) {
        this.screen = screen;
    }

    static Result run(Object... arguments) {
        return new CapturedConsole(false).execute(arguments);
    }

    Result execute(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code =
                Commands.run(
                        new Console(new PrintWriter(out), new PrintWriter(err), false),
                        new Commands.Desktop() {
                            @Override
                            public void open(Path workspace) {
                                opened.set(workspace);
                            }

                            @Override
                            public boolean isPossible() {
                                return screen;
                            }
                        },
                        texts);
        return new Result(code, out.toString(), err.toString());
    }
}
