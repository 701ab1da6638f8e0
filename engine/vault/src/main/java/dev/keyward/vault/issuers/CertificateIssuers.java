package dev.keyward.vault.issuers;

import dev.keyward.model.Bug;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The certificate issuers of a deployment, by provider.
public final class CertificateIssuers {
    private final Map<String, CertificateIssuer> byProvider = new HashMap<>();

    public CertificateIssuers(List<? extends CertificateIssuer> issuers) {
        for (CertificateIssuer issuer : issuers) {
            if (byProvider.put(canonical(issuer.provider()), issuer) != null) {
                throw Bug.because("two issuers for the provider " + issuer.provider());
            }
        }
    }

    /// @param provider in any letter case
    Optional<CertificateIssuer> find(String provider) {
        return Optional.ofNullable(byProvider.get(canonical(provider)));
    }

    private static String canonical(String provider) {
        return provider.toLowerCase(Locale.ROOT);
    }
}
