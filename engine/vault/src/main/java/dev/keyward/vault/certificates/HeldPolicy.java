package dev.keyward.vault.certificates;

import dev.keyward.model.certificates.CertificatePolicy;
import java.time.Instant;

/// The policy of a certificate, as it was last set.
public record HeldPolicy(
        CertificatePolicy policy, boolean enabled, Instant created, Instant updated) {}
