package dev.keyward.cmdlet.vault.connection;

import org.jspecify.annotations.Nullable;

/// The service in this process can't be opened; the message says why and what to do.
public final class Unopened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unopened(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
