package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;

/// Parameters of several certificate cmdlets.
final class CertificateParameters {
    private CertificateParameters() {}

    static Parameter name(String... sets) {
        return named().inSets(sets).required().at(1);
    }

    /// In every set.
    static Parameter name() {
        return named().required().at(1);
    }

    private static Parameter named() {
        return Parameter.of("Name", TypeToken.STRING)
                .aka("CertificateName")
                .completedBy(Completions::certificates);
    }

    static Parameter issuerName(String... sets) {
        return Parameter.of("Name", TypeToken.STRING)
                .aka("IssuerName")
                .inSets(sets)
                .required()
                .at(1);
    }

    static Parameter emailAddress() {
        return Parameter.of("EmailAddress", TypeToken.STRINGS).required().at(1);
    }
}
