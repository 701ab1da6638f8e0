package dev.keyward.directory.tokens;

import dev.keyward.directory.principals.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an OpenID Connect id token tells a client of who signed in (OpenID Connect Core 1.0, 2).
///
/// @param client that it is for
/// @param signedIn when, the claim `auth_time`
/// @param methods how, the claim `amr`
/// @param nonce that the client sent; null if it sent none
/// @param issuer as the discovery document that the client read names it
/// @param version of the claims' shape, `1.0` or `2.0`
public record IdToken(
        Principal.User user,
        UUID client,
        Instant signedIn,
        List<String> methods,
        @Nullable String nonce,
        String issuer,
        String version) {}
