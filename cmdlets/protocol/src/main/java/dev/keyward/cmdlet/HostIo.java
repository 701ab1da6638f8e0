package dev.keyward.cmdlet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The program around a session: where text goes and where answers come from.
public interface HostIo {
    /// Writes to standard output, line ends included.
    void out(String text);

    /// Writes to standard error, line ends included.
    void error(String text);

    /// Whether questions can be asked.
    boolean isInteractive();

    /// Columns of the output.
    int width();

    /// Whether colours may be used.
    boolean supportsColor();

    /// Asks for a line; null at the end of input.
    ///
    /// @throws CmdletError if the host isn't interactive
    /// @throws java.util.concurrent.CancellationException if the person stops the program instead
    @Nullable String readLine(String prompt);

    /// Asks for a line that isn't echoed; null at the end of input.
    ///
    /// @throws CmdletError if the host isn't interactive
    /// @throws java.util.concurrent.CancellationException if the person stops the program instead
    @Nullable SecureString readSecret(String prompt);

    /// Asks to choose; the index of the choice.
    ///
    /// @throws CmdletError if the host isn't interactive
    /// @throws java.util.concurrent.CancellationException if the person stops the program instead
    int choose(String caption, String message, List<Choice> choices, int preset);

    void progress(Invocation.Progress progress);

    /// Empties the screen, where there is one.
    default void clear() {}

    /// One answer to a question.
    ///
    /// @param label with `&` before its key, as in `&Yes`
    record Choice(String label, String help) {}
}
