package dev.keyward.vault.issuers;

import dev.keyward.model.SecretBytes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an order stands after a step.
public sealed interface IssuerAnswer {
    /// So long a step may take; then another process may take it anew.
    Duration LONGEST_STEP = Duration.ofMinutes(2);

    /// @param chain X.509 in DER: the certificate, then those above it as far as they are known
    record Issued(List<byte[]> chain) implements IssuerAnswer {
        public Issued {
            chain = List.copyOf(chain);
        }
    }

    /// Not yet.
    ///
    /// @param progress what the next step must know, at most 16 KiB; null for nothing. Kept: the
    ///   issuer may not wipe it
    /// @param again when to take the next step at the earliest, from now
    /// @param details for the caller's eyes, as `status_details`; null for the usual words
    record Pending(@Nullable SecretBytes progress, Duration again, @Nullable String details)
            implements IssuerAnswer {}

    /// Never. The operation fails.
    ///
    /// @param code for machines, such as `Request rejected`
    /// @param message for the caller's eyes
    record Refused(String code, String message) implements IssuerAnswer {}
}
