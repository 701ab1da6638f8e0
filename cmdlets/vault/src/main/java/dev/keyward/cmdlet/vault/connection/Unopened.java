package dev.keyward.cmdlet.vault.connection;

/// The service in this process can't be opened; the message says why and what to do.
public final class Unopened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unopened(String message, Throwable cause) {
        super(message, cause);
    }
}
