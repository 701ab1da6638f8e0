package dev.keyward.issuers.acme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the deployment can prove to ACME servers that names are its own.
///
/// @param http whether somebody answers HTTP-01 on port 80 of the names to be certified with
///   [AcmeChallenges#answer]
/// @param dns where DNS-01 is answered; null for nowhere
/// @param dnsFirst whether names that could be proven either way are proven over DNS
public record AcmeAnswers(boolean http, @Nullable DnsZone dns, boolean dnsFirst) {
    public static final AcmeAnswers NONE = new AcmeAnswers(false, null, false);

    /// RFC 8555 8.3 and 8.4.
    enum Kind {
        HTTP,
        DNS
    }

    /// Those that there are, the preferred one first.
    List<Kind> kinds() {
        if (dns == null) {
            return http ? List.of(Kind.HTTP) : List.of();
        }
        if (!http) {
            return List.of(Kind.DNS);
        }
        return dnsFirst ? List.of(Kind.DNS, Kind.HTTP) : List.of(Kind.HTTP, Kind.DNS);
    }
}
