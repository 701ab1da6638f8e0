package dev.keyward.vault.certificates;

import org.jspecify.annotations.Nullable;

/// A version of a certificate with all that is told of it.
///
/// @param policy null where it was purged meanwhile
/// @param hasOperation whether a record of the last making of a version is there
public record ShownCertificate(
        Certificate certificate, @Nullable HeldPolicy policy, boolean hasOperation) {}
