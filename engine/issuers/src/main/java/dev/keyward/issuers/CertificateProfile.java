package dev.keyward.issuers;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.X509Properties;
import java.util.List;
import java.util.Set;

/// What the authority of a vault puts into certificates: end entities only, for known purposes.
final class CertificateProfile {
    /// Less than an intermediate has left when it is made.
    static final int LONGEST_MONTHS = 36;

    /// Servers, clients, code, mail, time stamps, IPsec, log-on with a smart card. Not among them:
    /// any purpose, and signing OCSP answers, which would speak for the authority itself (RFC 6960
    /// 4.2.2.2).
    private static final Set<String> PURPOSES =
            Set.of(
                    "1.3.6.1.5.5.7.3.1",
                    "1.3.6.1.5.5.7.3.2",
                    "1.3.6.1.5.5.7.3.3",
                    "1.3.6.1.5.5.7.3.4",
                    "1.3.6.1.5.5.7.3.8",
                    "1.3.6.1.5.5.7.3.17",
                    "1.3.6.1.4.1.311.20.2.2");

    private CertificateProfile() {}

    /// The properties as they are certified: the usages that only authorities have are left out,
    /// since policies of common tools ask for every usage there is (RFC 5280 4.2.1.3).
    ///
    /// @throws VaultException with `BadParameter`
    static X509Properties of(X509Properties asked) {
        if (!PURPOSES.containsAll(asked.extendedKeyUsage())) {
            throw refused("ekus", "among those that this issuer certifies");
        }
        if (asked.validityMonths() > LONGEST_MONTHS) {
            throw refused("validity_months", "at most " + LONGEST_MONTHS + " with this issuer");
        }
        List<KeyUsage> usages =
                asked.keyUsage().stream()
                        .filter(usage ->
                                usage != KeyUsage.KEY_CERT_SIGN && usage != KeyUsage.CRL_SIGN)
                        .toList();
        return new X509Properties(
                asked.subject(),
                asked.alternativeNames(),
                asked.extendedKeyUsage(),
                usages,
                asked.validityMonths());
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(
                new VaultError.BadParameter("policy.x509_props." + member, mustBe));
    }
}
