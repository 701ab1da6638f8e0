package dev.keyward.vault.certificates;

import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificatePolicy;
import org.jspecify.annotations.Nullable;

/// A certificate to be made.
///
/// @param policy null to make it by the policy it has
/// @param enabled whether it shall be once it is made
/// @param preserveOrder whether the issuer's chain stays in its order
public record NewCertificate(
        @Nullable PolicyWish policy, Tags tags, boolean enabled, boolean preserveOrder) {
    /// What the caller wants the policy to be.
    public record PolicyWish(CertificatePolicy policy, boolean enabled) {}
}
