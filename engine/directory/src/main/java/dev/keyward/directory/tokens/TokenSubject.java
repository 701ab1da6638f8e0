package dev.keyward.directory.tokens;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom a token speaks of: an application, or a user through an application.
///
/// @param objectId of the user or service principal
/// @param client the application id
/// @param proof which of the client's credentials it showed, so that the token ends with it; null
///   for a public client and for a client in this process
/// @param person null for an application acting for itself
public record TokenSubject(
        TenantId tenant,
        PrincipalId objectId,
        UUID client,
        @Nullable Proof proof,
        @Nullable Person person) {
    /// A user.
    ///
    /// @param principalName the UPN
    /// @param methods how he signed in, as the claim `amr` names it (RFC 8176); of tokens of before
    ///   none
    /// @param session that the token ends with; null where it is renewed by signing in anew
    /// @param earlier the clients that were given his tokens before this one, the first one first,
    ///   where each exchanged that of the one before; none where he signed in through this one
    public record Person(
            String principalName,
            List<String> methods,
            @Nullable UUID session,
            List<Earlier> earlier) {
        public Person {
            methods = List.copyOf(methods);
            earlier = List.copyOf(earlier);
        }

        /// Whether the client exchanged a token of his for this one.
        boolean onBehalfOf() {
            return !earlier.isEmpty();
        }
    }

    /// A client whose token was exchanged.
    ///
    /// @param keyId of the credential it showed, so that what came of it ends with it; null if it
    ///   showed none
    public record Earlier(UUID client, @Nullable UUID keyId) {}

    /// How the client proved itself.
    ///
    /// @param keyId of the application's secret, certificate or federated credential; null for a
    ///   managed identity, which has none
    /// @param resourceId ARM id of a managed identity; null where it has none
    public record Proof(@Nullable UUID keyId, Kind kind, @Nullable String resourceId) {
        /// By one of the application's credentials.
        public Proof(UUID keyId, Kind kind) {
            this(keyId, kind, null);
        }

        /// By being a workload on the server's own machine.
        public static Proof managed(@Nullable String resourceId) {
            return new Proof(null, Kind.MANAGED, resourceId);
        }

        public enum Kind {
            SECRET(1),
            /// By a certificate, or by another issuer: as Entra has it.
            ASSERTION(2),
            /// As a managed identity.
            MANAGED(2);

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
