package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import java.time.Instant;

/// Whether a principal may be dealt with.
///
/// @param notBefore tokens issued before it are refused; [Instant#EPOCH] for none
public record Standing(boolean enabled, Instant notBefore) {
    public static final Standing GOOD = new Standing(true, Instant.EPOCH);

    CanonicalWriter write(CanonicalWriter out) {
        return out.flag(enabled).number(notBefore.toEpochMilli());
    }

    static Standing read(CanonicalReader in) {
        return new Standing(in.flag(), Instant.ofEpochMilli(in.number()));
    }

    public boolean accepts(Instant issuedAt) {
        return enabled && !issuedAt.isBefore(notBefore);
    }
}
