package dev.keyward.language;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A host that isn't interactive and keeps what's written to it.
final class CapturingHost implements HostIo {
    // Jobs write from threads of their own.
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer out = new StringBuffer();

    @SuppressWarnings("JdkObsolete")
    private final StringBuffer error = new StringBuffer();

    private final CountDownLatch started = new CountDownLatch(1);

    /// Waits until something was written to standard output.
    void awaitOutput() throws InterruptedException {
        if (!started.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing was written");
        }
    }

    /// What was written to standard output since the last call.
    String output() {
        String text = out.toString().replace("\r\n", "\n");
        out.setLength(0);
        return text;
    }

    /// What was written to standard error since the last call.
    String errors() {
        String text = error.toString();
        error.setLength(0);
        return text;
    }

    @Override
    public void out(String text) {
        out.append(text);
        started.countDown();
    }

    @Override
    public void error(String text) {
        error.append(text);
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

    private static CmdletError refused() {
        return CmdletError.of(
                "Read and Prompt functionality is not available in non-interactive mode.",
                "NotInteractive",
                ErrorCategory.InvalidOperation);
    }

    @Override
    public void progress(Invocation.Progress progress) {}
}
