package dev.keyward.language;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.language.eval.Transcript;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A host whose text goes into the transcript too, while there is one.
final class TranscribedHost implements HostIo {
    private final HostIo host;
    private final Transcript transcript;

    TranscribedHost(HostIo host, Transcript transcript) {
        this.host = host;
        this.transcript = transcript;
    }

    private void taken(String text) {
        try {
            transcript.shown(text);
        } catch (IOException e) {
            host.error("the transcript ends here, it can't be written: " + e.getMessage() + "\n");
        }
    }

    @Override
    public void out(String text) {
        host.out(text);
        taken(text);
    }

    @Override
    public void error(String text) {
        host.error(text);
        taken(text);
    }

    @Override
    public boolean isInteractive() {
        return host.isInteractive();
    }

    @Override
    public int width() {
        return host.width();
    }

    @Override
    public boolean supportsColor() {
        return host.supportsColor();
    }

    @Override
    public @Nullable String readLine(String prompt) {
        String line = host.readLine(prompt);
        taken(prompt + (line == null ? "" : line) + "\n");
        return line;
    }

    @Override
    public @Nullable SecureString readSecret(String prompt) {
        taken(prompt + "\n");
        return host.readSecret(prompt);
    }

    @Override
    public int choose(String caption, String message, List<Choice> choices, int preset) {
        int chosen = host.choose(caption, message, choices, preset);
        taken(caption + "\n" + message + "\n" + choices.get(chosen).label() + "\n");
        return chosen;
    }

    @Override
    public void progress(Invocation.Progress progress) {
        host.progress(progress);
    }

    @Override
    public void clear() {
        host.clear();
    }
}
