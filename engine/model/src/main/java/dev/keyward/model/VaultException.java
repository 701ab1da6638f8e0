package dev.keyward.model;

/// Carries a [VaultError] to the caller. Its message holds names and rules, never values.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient VaultError error;

    public VaultException(VaultError error) {
        // No stack trace: it is an answer, not a fault, and refusals must stay cheap under load.
        super(error.toString(), null, false, false);
        this.error = error;
    }

    public VaultError error() {
        return error;
    }
}
