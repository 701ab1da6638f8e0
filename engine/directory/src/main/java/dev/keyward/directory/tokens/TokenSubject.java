package dev.keyward.directory.tokens;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom a token speaks of: an application, or a user through an application.
///
/// @param objectId of the user or service principal
/// @param client the application id
/// @param proof which of the client's credentials it showed, so that the token ends with it; null
///   for a public client and for a client in this process
/// @param principalName of the user; null for an application acting for itself
public record TokenSubject(
        TenantId tenant,
        PrincipalId objectId,
        UUID client,
        @Nullable Proof proof,
        @Nullable String principalName) {
    /// A credential of the client.
    ///
    /// @param keyId of the application's secret, certificate or federated credential
    public record Proof(UUID keyId, Kind kind) {
        public enum Kind {
            SECRET(1),
            /// By a certificate, or by another issuer: as Entra has it.
            ASSERTION(2);

            private final int strength;

            Kind(int strength) {
                this.strength = strength;
            }
        }
    }

    /// The claim `appidacr`: 0 for a public client, 1 for one with a secret, 2 for one with an
    /// assertion.
    int strength() {
        return proof == null ? 0 : proof.kind.strength;
    }
}
