package dev.keyward.directory.tokens;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom a token speaks of: an application, or a user through an application.
///
/// @param objectId of the user or service principal
/// @param client the application id
/// @param credential which of the client's secrets it showed, so that the token ends with it; null
///   for a public client and for a client in this process
/// @param principalName of the user; null for an application acting for itself
public record TokenSubject(
        TenantId tenant,
        PrincipalId objectId,
        UUID client,
        @Nullable UUID credential,
        @Nullable String principalName) {
    /// The claim `appidacr`: 0 for a public client, 1 for one with a secret.
    int strength() {
        return credential == null ? 0 : 1;
    }
}
