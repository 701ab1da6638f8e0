package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import java.util.List;

/// A host at which nobody sits.
public final class PlainHost implements HostIo {
    private final StringBuilder shown = new StringBuilder();

    /// Everything written so far, to output and to errors.
    String shown() {
        return shown.toString();
    }

    @Override
    public void out(String text) {
        shown.append(text);
    }

    @Override
    public void error(String text) {
        shown.append(text);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public int width() {
        return 120;
    }

    @Override
    public boolean supportsColor() {
        return false;
    }

    @Override
    public String readLine(String prompt) {
        throw nobody();
    }

    @Override
    public SecureString readSecret(String prompt) {
        throw nobody();
    }

    @Override
    public int choose(String caption, String message, List<Choice> choices, int preset) {
        throw nobody();
    }

    @Override
    public void progress(Invocation.Progress progress) {}

    private static CmdletError nobody() {
        return CmdletError.of("nobody to ask", "NotInteractive", ErrorCategory.InvalidOperation);
    }
}
