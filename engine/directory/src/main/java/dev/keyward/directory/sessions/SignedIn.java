package dev.keyward.directory.sessions;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a person proved who he is: when, and how.
///
/// @param at by the second
/// @param methods as the claim `amr` names them (RFC 8176): `pwd`, `otp`, `hwk`, `mfa`
/// @param browser the browser's session it was done in, with which what comes of it ends; null
///   where there was none
public record SignedIn(
        TenantId tenant,
        PrincipalId user,
        Instant at,
        List<String> methods,
        @Nullable UUID browser) {
    public SignedIn {
        at = at.truncatedTo(ChronoUnit.SECONDS);
        methods = List.copyOf(methods);
    }
}
