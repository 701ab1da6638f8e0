package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// What a cmdlet refuses by itself, before or after asking the service; written as an error that
/// doesn't end the pipeline.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCategory category;

    private Refusal(String message, ErrorCategory category) {
        super(message, null, false, false);
        this.category = category;
    }

    /// @param message scripts match parts of some of these texts (cmdlets.md, section 1.4)
    public static Refusal of(String message) {
        return new Refusal(message, ErrorCategory.CloseError);
    }

    public static Refusal of(String message, ErrorCategory category) {
        return new Refusal(message, category);
    }

    /// Says the rule that the service only says was broken (its `Property has invalid value`).
    ///
    /// @param parameter as the user wrote it
    static Refusal ofRule(String parameter, VaultException broken) {
        String rule =
                broken.error() instanceof VaultError.InvalidProperty(_, String mustBe)
                        ? mustBe
                        : broken.getMessage();
        return of("-%s: must be %s.".formatted(parameter, rule), ErrorCategory.InvalidArgument);
    }

    ErrorCategory category() {
        return category;
    }
}
