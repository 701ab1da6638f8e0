package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;

/// Parameters that are taken for old scripts' sake and mean nothing here.
final class OldParameters {
    private OldParameters() {}

    static Parameter apiVersion() {
        return Parameter.of("ApiVersion", TypeToken.STRING).help("Accepted; not needed.");
    }

    static Parameter pre() {
        return Parameter.flag("Pre").help("Accepted; not needed.");
    }
}
