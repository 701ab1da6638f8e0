package dev.keyward.language.eval;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The host as running programs see it: a question that isn't answered but stopped cancels the
/// program that asks.
final class AnsweredHost implements HostIo {
    private final HostIo host;
    private final Runnable cancel;

    AnsweredHost(HostIo host, Runnable cancel) {
        this.host = host;
        this.cancel = cancel;
    }

    private <T extends @Nullable Object> T answer(Supplier<T> question) {
        try {
            return question.get();
        } catch (CancellationException e) {
            cancel.run();
            throw new Flow.Cancelled();
        }
    }

    @Override
    public @Nullable String readLine(String prompt) {
        return this.<@Nullable String>answer(() -> host.readLine(prompt));
    }

    @Override
    public @Nullable SecureString readSecret(String prompt) {
        return this.<@Nullable SecureString>answer(() -> host.readSecret(prompt));
    }

    @Override
    public int choose(String caption, String message, List<Choice> choices, int preset) {
        return answer(() -> host.choose(caption, message, choices, preset));
    }

    @Override
    public void out(String text) {
        host.out(text);
    }

    @Override
    public void error(String text) {
        host.error(text);
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
    public void progress(Invocation.Progress progress) {
        host.progress(progress);
    }

    @Override
    public void clear() {
        host.clear();
    }
}
