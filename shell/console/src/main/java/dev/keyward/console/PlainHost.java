package dev.keyward.console;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output without a terminal: scripts, pipes, `-NonInteractive`. Questions are refused as pwsh
/// refuses them.
final class PlainHost implements HostIo {
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
    public boolean isInteractive() {
        return false;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public boolean supportsColor() {
        return false;
    }

    @Override
    public @Nullable String readLine(String prompt) {
        throw refused();
    }

    @Override
    public @Nullable SecureString readSecret(String prompt) {
        throw refused();
    }

    @Override
    public int choose(String caption, String message, List<Choice> choices, int preset) {
        throw refused();
    }

    @Override
    public void progress(Invocation.Progress progress) {}

    private static CmdletError refused() {
        return new CmdletError(
                ErrorRecord.of(
                        "The shell is in NonInteractive mode. Read and Prompt functionality is not available.",
                        "InvalidOperation",
                        ErrorCategory.InvalidOperation));
    }
}
