package dev.keyward.script;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A host that writes to the writers of a script context and can't ask.
final class WriterHost implements HostIo {
    private Writer out = Writer.nullWriter();
    private Writer error = Writer.nullWriter();

    void use(Writer out, Writer error) {
        this.out = out;
        this.error = error;
    }

    @Override
    public void out(String text) {
        write(out, text);
    }

    @Override
    public void error(String text) {
        write(error, text);
    }

    private static void write(Writer writer, String text) {
        try {
            writer.write(text);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                        "A script engine can't ask: Read and Prompt functionality is not available.",
                        "InvalidOperation",
                        ErrorCategory.InvalidOperation));
    }
}
