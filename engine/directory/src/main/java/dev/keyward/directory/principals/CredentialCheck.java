package dev.keyward.directory.principals;

import dev.keyward.crypto.sealing.PasswordHash;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Compares what was shown at sign-in with what is kept. Safe for use by several threads.
public final class CredentialCheck {
    private final PrincipalEntities entities;
    private final Credentials credentials;
    private final InstantSource clock;

    CredentialCheck(PrincipalEntities entities, Credentials credentials, InstantSource clock) {
        this.entities = entities;
        this.credentials = credentials;
        this.clock = clock;
    }

    /// Where what takes long is done: [#isPassword] and [#chosenSecret], with the memory it lends.
    public PasswordLane lane() {
        return credentials.lane();
    }

    /// Whether it is the user's password; takes as long where there is no such user, or none with a
    /// password.
    public boolean isPassword(
            Optional<Principal.User> user, SecretBytes password, PasswordHash.Workspace memory) {
        Optional<Password> known =
                user.flatMap(found -> entities.passwords.find(found.id().canonical()));
        if (known.isEmpty()) {
            credentials.waste(password, memory);
            return false;
        }
        return credentials.matches(password, known.get().hash(), memory);
    }

    /// Which of an application's random secrets it is. Compares with each, so that time doesn't
    /// tell which of them matched.
    public Optional<UUID> randomSecret(TenantId tenant, UUID appId, SecretBytes secret) {
        Optional<UUID> found = Optional.empty();
        for (Application.Credential credential : valid(tenant, appId)) {
            if (credential.hash() instanceof SecretHash.OfRandom hash
                    && credentials.matches(appId, secret, hash)) {
                found = Optional.of(credential.keyId());
            }
        }
        return found;
    }

    /// Which of the secrets it is that people chose for an application. One slow comparison at
    /// least, also for applications that have no such secret or don't exist.
    public Optional<UUID> chosenSecret(
            TenantId tenant, UUID appId, SecretBytes secret, PasswordHash.Workspace memory) {
        boolean compared = false;
        for (Application.Credential credential : valid(tenant, appId)) {
            if (credential.hash() instanceof SecretHash.OfPassword hash) {
                compared = true;
                if (credentials.matches(secret, hash, memory)) {
                    return Optional.of(credential.keyId());
                }
            }
        }
        if (!compared) {
            credentials.waste(secret, memory);
        }
        return Optional.empty();
    }

    /// Whether any application of the tenant has a secret that people chose.
    public boolean hasChosenSecrets(TenantId tenant) {
        return !entities.applications.list(Application.CHOSEN_SECRET, tenant).isEmpty();
    }

    private List<Application.Credential> valid(TenantId tenant, UUID appId) {
        return entities.application(tenant, appId).stream()
                .flatMap(application -> application.credentials().stream())
                .filter(credential -> credential.isValid(clock.instant()))
                .toList();
    }
}
