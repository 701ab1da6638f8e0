package dev.keyward.script;

import dev.keyward.cmdlet.UnattendedHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// A host that writes to the writers of a script context.
final class WriterHost implements UnattendedHost {
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
    public String whyNobodyAnswers() {
        return "A script engine can't ask: Read and Prompt functionality is not available.";
    }

    @Override
    public int width() {
        return 120;
    }
}
