package dev.keyward.directory.principals;

import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Registers applications and their secrets. Changes take `evidence` and fail with `Conflict` as
/// those of [Principals] do. Safe for use by several threads.
public final class Applications {
    private static final int MOST_CREDENTIALS = 20;
    private static final Duration LONGEST_LIFE = Duration.ofDays(36500);

    private final PrincipalEntities entities;
    private final Assertors assertors;
    private final Credentials credentials;
    private final InstantSource clock;
    private final SecureRandom random;

    Applications(
            PrincipalEntities entities,
            Assertors assertors,
            Credentials credentials,
            InstantSource clock,
            SecureRandom random) {
        this.entities = entities;
        this.assertors = assertors;
        this.credentials = credentials;
        this.clock = clock;
        this.random = random;
    }

    /// A secret that someone else chose, as `New-AzureRmADApplication -Password` does.
    ///
    /// @param keyId null to have one made
    /// @param start inclusive
    /// @param end exclusive
    public record ChosenSecret(
            @Nullable UUID keyId, SecretBytes value, Instant start, Instant end) {}

    /// A secret made here; this is the only time it is shown.
    public record NewSecret(Application.Credential credential, SecretBytes value) {}

    /// @param secrets each costs a slow hash
    public CompletionStage<Application> register(
            TenantId tenant,
            String displayName,
            Application.Profile profile,
            List<ChosenSecret> secrets,
            List<Assertors.NewCertificate> certificates,
            Supplier<byte[]> evidence) {
        return register(
                tenant,
                displayName,
                profile,
                secrets,
                certificates,
                UnaryOperator.identity(),
                evidence);
    }

    /// @param secrets each costs a slow hash
    /// @param redirectUris what they become, of those that an application has to begin with: none
    public CompletionStage<Application> register(
            TenantId tenant,
            String displayName,
            Application.Profile profile,
            List<ChosenSecret> secrets,
            List<Assertors.NewCertificate> certificates,
            UnaryOperator<RedirectUris> redirectUris,
            Supplier<byte[]> evidence) {
        Principals.checkText("displayName", displayName);
        List<Application.Credential> hashed = new ArrayList<>();
        for (ChosenSecret secret : secrets) {
            hashed.add(hash(tenant, secret));
        }
        Application application =
                new Application(
                        tenant,
                        Guids.next(random),
                        Guids.next(random),
                        displayName,
                        profile,
                        checked(hashed));
        Batch batch = entities.batch().create(entities.applications, application);
        assertors.replace(batch, application.appId(), certificates);
        change(batch, application.appId(), redirectUris);
        return batch.commit(application, evidence);
    }

    /// Calls an application otherwise, and its service principal with it.
    ///
    /// @param certificates all that it has from then on; null if they stay
    /// @param redirectUris what becomes of them
    public CompletionStage<Application> change(
            Application application,
            String displayName,
            Application.Profile profile,
            @Nullable List<Assertors.NewCertificate> certificates,
            UnaryOperator<RedirectUris> redirectUris,
            Supplier<byte[]> evidence) {
        Principals.checkText("displayName", displayName);
        Application next = application.with(displayName, profile);
        Batch batch = entities.batch().replace(entities.applications, application, next);
        if (certificates != null) {
            assertors.replace(batch, application.appId(), certificates);
        }
        change(batch, application.appId(), redirectUris);
        entities.servicePrincipal(application.tenant(), application.appId())
                .filter(principal -> !principal.displayName().equals(displayName))
                .ifPresent(principal ->
                        batch.replace(
                                entities.servicePrincipals,
                                principal,
                                principal.called(displayName)));
        return batch.commit(next, evidence);
    }

    private void change(Batch batch, UUID appId, UnaryOperator<RedirectUris> change) {
        Optional<RedirectUris> before = entities.redirectUris.find(appId.toString());
        RedirectUris had = before.orElseGet(() -> RedirectUris.none(appId));
        RedirectUris next = change.apply(had);
        if (!next.equals(had)) {
            before.ifPresentOrElse(
                    known -> batch.replace(entities.redirectUris, known, next),
                    () -> batch.create(entities.redirectUris, next));
        }
    }

    /// @throws VaultException with `Conflict` if the application has one already
    public CompletionStage<Principal.ServicePrincipal> createServicePrincipal(
            Application application, Supplier<byte[]> evidence) {
        Principal.ServicePrincipal principal = servicePrincipalOf(application);
        return entities.batch()
                .create(entities.servicePrincipals, principal)
                .commit(principal, evidence);
    }

    /// Adds a secret of 256 random bits; the others stay, so that users can change over.
    ///
    /// @param start inclusive
    /// @param end exclusive
    public CompletionStage<NewSecret> addSecret(
            Application application,
            @Nullable String displayName,
            Instant start,
            Instant end,
            Supplier<byte[]> evidence) {
        NewSecret secret = makeSecret(application.appId(), displayName, start, end);
        try {
            return replaceCredentials(application, plus(application, secret.credential()), evidence)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            secret.value().close();
                        }
                    })
                    .thenApply(_ -> secret);
        } catch (RuntimeException fault) {
            secret.value().close();
            throw fault;
        }
    }

    public CompletionStage<Application> addChosenSecret(
            Application application, ChosenSecret secret, Supplier<byte[]> evidence) {
        return replaceCredentials(
                application, plus(application, hash(application.tenant(), secret)), evidence);
    }

    /// Ends a secret, and with it every token it was shown for.
    public CompletionStage<Application> removeSecret(
            Application application, UUID keyId, Supplier<byte[]> evidence) {
        List<Application.Credential> left =
                application.credentials().stream()
                        .filter(credential -> !credential.keyId().equals(keyId))
                        .toList();
        return replaceCredentials(application, left, evidence);
    }

    /// Removes the application and its service principal.
    public CompletionStage<Application> delete(Application application, Supplier<byte[]> evidence) {
        Batch batch = entities.batch().delete(entities.applications, application);
        assertors.deleteAll(batch, application.appId());
        entities.redirectUris
                .find(application.appId().toString())
                .ifPresent(uris -> batch.delete(entities.redirectUris, uris));
        entities.servicePrincipal(application.tenant(), application.appId())
                .ifPresent(principal -> batch.delete(entities.servicePrincipals, principal));
        return batch.commit(application, evidence);
    }

    /// An application that can sign in.
    ///
    /// @param secret its only one
    public record Client(Principal.ServicePrincipal principal, SecretBytes secret) {}

    /// Adds an application with its service principal and one secret to the batch.
    public Client createClient(
            Batch batch, TenantId tenant, String name, String secretName, Duration life) {
        UUID appId = Guids.next(random);
        Instant now = clock.instant();
        NewSecret secret = makeSecret(appId, secretName, now, now.plus(life));
        Application application =
                new Application(
                        tenant,
                        appId,
                        Guids.next(random),
                        name,
                        Application.Profile.NONE,
                        List.of(secret.credential()));
        Principal.ServicePrincipal principal = servicePrincipalOf(application);
        batch.create(entities.applications, application)
                .create(entities.servicePrincipals, principal);
        return new Client(principal, secret.value());
    }

    private Principal.ServicePrincipal servicePrincipalOf(Application application) {
        return new Principal.ServicePrincipal(
                application.tenant(),
                new PrincipalId(Guids.next(random).toString()),
                application.appId(),
                application.displayName(),
                Standing.GOOD);
    }

    /// @param start inclusive
    /// @param end exclusive
    private NewSecret makeSecret(
            UUID appId, @Nullable String displayName, Instant start, Instant end) {
        Instant last = bySecond(checkedEnd(start, end));
        SecretBytes value = credentials.newSecret();
        return new NewSecret(
                new Application.Credential(
                        Guids.next(random),
                        displayName,
                        Credentials.hint(value),
                        bySecond(start),
                        last,
                        credentials.hashSecret(appId, value)),
                value);
    }

    private Application.Credential hash(TenantId tenant, ChosenSecret secret) {
        return new Application.Credential(
                secret.keyId() == null ? Guids.next(random) : secret.keyId(),
                null,
                "",
                bySecond(secret.start()),
                bySecond(checkedEnd(secret.start(), secret.end())),
                credentials.hashPassword(tenant, secret.value()));
    }

    private CompletionStage<Application> replaceCredentials(
            Application application, List<Application.Credential> next, Supplier<byte[]> evidence) {
        Application replaced = application.withCredentials(checked(next));
        return entities.batch()
                .replace(entities.applications, application, replaced)
                .commit(replaced, evidence);
    }

    private static List<Application.Credential> plus(
            Application application, Application.Credential credential) {
        List<Application.Credential> next = new ArrayList<>(application.credentials());
        next.add(credential);
        return next;
    }

    private static List<Application.Credential> checked(List<Application.Credential> all) {
        long different = all.stream().map(Application.Credential::keyId).distinct().count();
        if (all.size() > MOST_CREDENTIALS || different != all.size()) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "passwordCredentials", "at most 20, each with a key id of its own"));
        }
        return all;
    }

    private static Instant checkedEnd(Instant start, Instant end) {
        if (!end.isAfter(start) || end.isAfter(start.plus(LONGEST_LIFE))) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "endDate", "after the start, by 100 years at most"));
        }
        return end;
    }

    private static Instant bySecond(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
