package dev.keyward.cmdlet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A host behind which nobody sits: it shows what it is told, and every question is refused.
public interface UnattendedHost extends HostIo {
    /// Says why nobody can be asked; what the refusal reads.
    String whyNobodyAnswers();

    @Override
    default boolean isInteractive() {
        return false;
    }

    @Override
    default boolean supportsColor() {
        return false;
    }

    @Override
    default @Nullable String readLine(String prompt) {
        throw refused();
    }

    @Override
    default @Nullable SecureString readSecret(String prompt) {
        throw refused();
    }

    @Override
    default int choose(String caption, String message, List<Choice> choices, int preset) {
        throw refused();
    }

    @Override
    default void progress(Invocation.Progress progress) {}

    private CmdletError refused() {
        return CmdletError.of(
                whyNobodyAnswers(), "InvalidOperation", ErrorCategory.InvalidOperation);
    }
}
