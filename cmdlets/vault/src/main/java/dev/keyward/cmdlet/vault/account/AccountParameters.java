package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;

/// Parameters of several account cmdlets.
final class AccountParameters {
    private AccountParameters() {}

    static Parameter scope() {
        return Parameter.of("Scope", TypeToken.STRING)
                .valid(Validation.OneOf.words("Process", "CurrentUser"))
                .help("Accepted; what is chosen holds for this session.");
    }
}
