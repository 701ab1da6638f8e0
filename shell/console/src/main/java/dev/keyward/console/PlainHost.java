package dev.keyward.console;

import dev.keyward.cmdlet.UnattendedHost;
import java.io.PrintStream;

/// Output without a terminal: scripts, pipes, `-NonInteractive`. Questions are refused as pwsh
/// refuses them.
final class PlainHost implements UnattendedHost {
    /// What pwsh assumes where nobody tells.
    private static final int WIDTH = 120;

    private final PrintStream out;
    private final PrintStream error;

    PlainHost(PrintStream out, PrintStream error) {
        this.out = out;
        this.error = error;
    }

    @Override
    public void out(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void error(String text) {
        error.print(text);
        error.flush();
    }

    @Override
    public String whyNobodyAnswers() {
        return "The shell is in NonInteractive mode. Read and Prompt functionality is not available.";
    }

    @Override
    public int width() {
        return WIDTH;
    }
}
