package dev.keyward.language;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.language.format.Formatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A host that shows rows a formatter holds back before it writes or asks anything else, so that
/// text stands in the order in which a program made it.
final class OrderedHost implements HostIo {
    private final HostIo host;
    private @Nullable Formatter formatter;

    OrderedHost(HostIo host) {
        this.host = host;
    }

    void showing(Formatter formatter) {
        this.formatter = formatter;
    }

    private HostIo flushed() {
        if (formatter != null) {
            formatter.flush();
        }
        return host;
    }

    @Override
    public void out(String text) {
        flushed().out(text);
    }

    @Override
    public void error(String text) {
        flushed().error(text);
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
        return flushed().readLine(prompt);
    }

    @Override
    public @Nullable SecureString readSecret(String prompt) {
        return flushed().readSecret(prompt);
    }

    @Override
    public int choose(String caption, String message, List<Choice> choices, int preset) {
        return flushed().choose(caption, message, choices, preset);
    }

    @Override
    public void progress(Invocation.Progress progress) {
        host.progress(progress);
    }

    @Override
    public void clear() {
        flushed().clear();
    }
}
