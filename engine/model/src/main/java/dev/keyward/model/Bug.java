package dev.keyward.model;

/// A state that can't be reached unless this code is wrong. Caught only by `main` and the request
/// loop.
public final class Bug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Bug(String message, Throwable cause) {
        super(message, cause);
    }

    private Bug(String message) {
        super(message);
    }

    /// @param reason what was believed impossible; no secret may be in it
    public static Bug because(String reason) {
        return new Bug(reason);
    }

    /// @param reason what was believed impossible; no secret may be in it
    public static Bug because(String reason, Throwable cause) {
        return new Bug(reason, cause);
    }
}
