package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.ErrorCategory;

/// What a cmdlet refuses by itself, before or after asking the service; written as an error that
/// doesn't end the pipeline.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCategory category;

    private Refusal(String message, ErrorCategory category) {
        super(message, null, false, false);
        this.category = category;
    }

    /// @param message scripts match parts of some of these texts (cmdlets, section 1.4)
    public static Refusal of(String message) {
        return new Refusal(message, ErrorCategory.CloseError);
    }

    public static Refusal of(String message, ErrorCategory category) {
        return new Refusal(message, category);
    }

    ErrorCategory category() {
        return category;
    }
}
