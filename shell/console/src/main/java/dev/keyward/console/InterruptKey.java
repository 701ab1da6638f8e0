package dev.keyward.console;

import org.jline.reader.LineReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;

/// Has Ctrl+C be a signal while a line is read, as it is while a program runs.
///
/// JLine makes it a key like any other. One pressed behind Enter then waits among the keys for the
/// next line, while the program that it was meant for runs on. As a signal it comes at once and, as
/// the system has it, drops what was typed and isn't read yet.
final class InterruptKey {
    /// What it is where it's a key.
    static final int CODE = 3;

    /// In no text that is UTF-8.
    private static final int NO_KEY = 0xFF;

    private InterruptKey() {}

    static void isASignal(LineReader reader) {
        // Called when the terminal has been set for reading; set back afterwards as it was before.
        reader.getWidgets()
                .put(
                        LineReader.CALLBACK_INIT,
                        () -> {
                            Attributes attributes = reader.getTerminal().getAttributes();
                            attributes.setLocalFlag(LocalFlag.ISIG, true);
                            // These stay keys.
                            attributes.setControlChar(ControlChar.VQUIT, NO_KEY);
                            attributes.setControlChar(ControlChar.VSUSP, NO_KEY);
                            reader.getTerminal().setAttributes(attributes);
                            return true;
                        });
    }
}
