package dev.keyward.crypto;

import dev.keyward.model.Bug;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The server's own certificate authority and the certificates it issues: EC P-256, SHA-256, for
/// development and first starts (security.md, section 8).
public final class Certificates {
    private final SecureRandom random;
    private final InstantSource clock;

    public Certificates(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /// A new self-signed authority.
    public KeyCertificate newAuthority(String commonName, Duration life) {
        throw Bug.because("unfinished " + random + clock);
    }

    /// A server certificate under the authority.
    ///
    /// @param names DNS names (wildcards too) and IP addresses, the first also as common name
    /// @param life cut at the end of the authority's own
    public KeyCertificate newServerCertificate(
            KeyCertificate authority, List<String> names, Duration life) {
        throw Bug.because("unfinished");
    }
}
