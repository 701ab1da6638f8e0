package dev.keyward.directory.principals;

import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A registered application. What it may do hangs on its service principal, which has another id.
///
/// @param appId the client id
/// @param objectId of the registration
public record Application(
        TenantId tenant,
        UUID appId,
        UUID objectId,
        String displayName,
        Profile profile,
        List<Credential> credentials) {
    public Application {
        credentials = List.copyOf(credentials);
    }

    public Application withCredentials(List<Credential> next) {
        return new Application(tenant, appId, objectId, displayName, profile, next);
    }

    /// What tools keep with an application; nothing here decides anything.
    public record Profile(@Nullable String homePage, List<String> identifierUris) {
        public static final Profile NONE = new Profile(null, List.of());

        public Profile {
            identifierUris = List.copyOf(identifierUris);
        }
    }

    /// One of the secrets of an application, as far as it may be told.
    ///
    /// @param hash of the secret
    /// @param hint its first characters, empty for a secret that people chose
    /// @param start inclusive
    /// @param end exclusive
    public record Credential(
            UUID keyId,
            @Nullable String displayName,
            String hint,
            Instant start,
            Instant end,
            SecretHash hash) {
        boolean isValid(Instant now) {
            return !now.isBefore(start) && now.isBefore(end);
        }
    }
}
