package dev.keyward.directory.principals;

import java.time.Instant;

/// Whether a principal may be dealt with.
///
/// @param notBefore tokens issued before it are refused; [Instant#EPOCH] for none
public record Standing(boolean enabled, Instant notBefore) {
    public static final Standing GOOD = new Standing(true, Instant.EPOCH);

    public boolean accepts(Instant issuedAt) {
        return enabled && !issuedAt.isBefore(notBefore);
    }
}
