package dev.keyward.console;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/// Input and output of a person at a terminal. Answers go to the terminal's output; errors to
/// standard error, in red.
final class TerminalHost implements HostIo {
    private static final long KEYS_ON_THE_WAY = 10;
    private static final String RED = "\u001b[31;1m";
    private static final String RESET = "\u001b[0m";

    private final Terminal terminal;
    private final PrintStream errors;
    private final LineReader questions;

    TerminalHost(Terminal terminal, PrintStream errors) {
        this.terminal = terminal;
        this.errors = errors;
        // A reader of its own, without history: answers may be secret.
        this.questions =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
        questions.setVariable(LineReader.DISABLE_HISTORY, true);
        InterruptKey.isASignal(questions);
    }

    @Override
    public void out(String text) {
        raw(TerminalText.shown(text));
    }

    /// The one place where text meets the terminal, beside standard error ([TerminalStream]).
    private void raw(String safe) {
        terminal.writer().print(safe);
        terminal.flush();
    }

    @Override
    public void error(String text) {
        terminal.flush();
        errors.print(supportsColor() ? RED + text.stripTrailing() + RESET + "\n" : text);
        errors.flush();
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public int width() {
        return terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : 120;
    }

    @Override
    public boolean supportsColor() {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    @Override
    public @Nullable String readLine(String prompt) {
        return ask(prompt, null);
    }

    @Override
    public @Nullable SecureString readSecret(String prompt) {
        String text = ask(prompt, '*');
        return text == null ? null : SecureString.of(text);
    }

    private @Nullable String ask(String prompt, @Nullable Character mask) {
        forgetKeys();
        try {
            String answer = questions.readLine(TerminalText.prompt(prompt), mask);
            if (Thread.interrupted()) {
                // It came after the answer was taken in.
                throw new CancellationException("Ctrl+C");
            }
            return answer;
        } catch (EndOfFileException e) {
            return null;
        } catch (UserInterruptException e) {
            throw new CancellationException("Ctrl+C");
        }
    }

    /// Drops what was typed before the question could be read, but for Ctrl+C. Keys of an
    /// unfinished line stay in the terminal's driver until it stops gathering lines.
    private void forgetKeys() {
        Attributes before = terminal.enterRawMode();
        try {
            NonBlockingReader keys = terminal.reader();
            int key;
            while ((key = keys.read(KEYS_ON_THE_WAY)) >= 0) {
                if (key == InterruptKey.CODE) {
                    throw new CancellationException("Ctrl+C");
                }
            }
        } catch (InterruptedIOException e) {
            throw new CancellationException("Ctrl+C");
        } catch (IOException e) {
            // the question itself says so
        } finally {
            terminal.setAttributes(before);
        }
    }

    @Override
    public int choose(String caption, String message, List<Choice> choices, int preset) {
        StringBuilder line = new StringBuilder();
        for (Choice choice : choices) {
            line.append('[')
                    .append(key(choice))
                    .append("] ")
                    .append(choice.label().replace("&", ""))
                    .append("  ");
        }
        line.append("[?] Help (default is \"").append(key(choices.get(preset))).append("\"): ");
        out(
                (caption.isEmpty() ? "" : "\n" + caption + "\n")
                        + (message.isEmpty() ? "" : message + "\n"));
        while (true) {
            String answer = readLine(line.toString());
            if (answer == null || answer.isBlank()) {
                return preset;
            }
            if (answer.strip().equals("?")) {
                choices.forEach(c -> out(key(c) + " - " + c.help() + "\n"));
                continue;
            }
            for (int i = 0; i < choices.size(); i++) {
                String label = choices.get(i).label().replace("&", "");
                if (answer.strip().equalsIgnoreCase(key(choices.get(i)))
                        || answer.strip().equalsIgnoreCase(label)) {
                    return i;
                }
            }
        }
    }

    @Override
    public void progress(Invocation.Progress progress) {
        if (!progress.completed() && supportsColor()) {
            raw(
                    "\r"
                            + TerminalText.shown(progress.activity())
                            + ": "
                            + TerminalText.shown(progress.status())
                            + (progress.percent() < 0 ? "" : " " + progress.percent() + "%")
                            + "\n");
        }
    }

    @Override
    public void clear() {
        if (supportsColor()) {
            raw("\u001b[H\u001b[2J\u001b[3J");
        }
    }

    private static String key(Choice choice) {
        int at = choice.label().indexOf('&');
        return at >= 0 && at + 1 < choice.label().length()
                ? choice.label().substring(at + 1, at + 2).toUpperCase(Locale.ROOT)
                : choice.label().substring(0, 1);
    }
}
