package dev.keyward.cmdlet;

import java.util.List;

/// Proposes values for a parameter while a command line is being typed.
@FunctionalInterface
public interface Completer {
    /// One proposal.
    ///
    /// @param text the bare value; the console quotes it where needed
    /// @param tip a line that explains it, may be empty
    record Proposal(String text, String tip) {}

    /// Values that go on from a prefix; whatever else is already typed is in the arguments.
    ///
    /// Must be quick and must not fail: no proposals is an answer.
    List<Proposal> complete(String prefix, Arguments typed, SessionServices session);
}
