package dev.keyward.directory.tokens;

import java.util.concurrent.CompletionStage;

/// The keys that a token's issuer publishes are being fetched: it is to be asked again then, once.
/// No fault of anybody's, so it has no stack trace.
public final class KeysAwaited extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CompletionStage<?> fetched;

    /// @param fetched completes in any case
    public KeysAwaited(CompletionStage<?> fetched) {
        super("the keys of an issuer are being fetched", null, false, false);
        this.fetched = fetched;
    }

    /// Completes when they are there, or can't be had.
    public CompletionStage<?> fetched() {
        return fetched;
    }
}
