package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;

/// Parameters of several secret cmdlets.
final class SecretParameters {
    static final String URI = "BySecretUri";

    private SecretParameters() {}

    static Parameter name(String... sets) {
        return Parameter.of("Name", TypeToken.STRING)
                .aka("SecretName")
                .inSets(sets)
                .required()
                .at(1)
                .completedBy(Completions::secrets);
    }

    static Parameter id() {
        return Parameter.of("Id", TypeToken.STRING)
                .aka("SecretId")
                .inSets(URI)
                .required()
                .at(0)
                .help("The secret's URI.");
    }

    static Parameter contentType() {
        return Parameter.of("ContentType", TypeToken.STRING);
    }
}
