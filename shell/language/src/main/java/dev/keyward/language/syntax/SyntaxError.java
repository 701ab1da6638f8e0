package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;

/// Text that isn't a program.
public final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final transient Span span;
    private final boolean incomplete;

    SyntaxError(String id, String message, Span span, boolean incomplete) {
        super(message);
        this.id = id;
        this.span = span;
        this.incomplete = incomplete;
    }

    /// The error's id, such as `MissingEndCurlyBrace`.
    public String id() {
        return id;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public Span span() {
        return span;
    }

    /// Whether the text broke off, so that more input could make it whole.
    public boolean incomplete() {
        return incomplete;
    }
}
