package dev.keyward.directory.principals;

import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Users, groups, applications and service principals. Reads are from memory; changes are shown to
/// every reader before their stage completes. Safe for use by several threads.
///
/// Changes take the audit record as `evidence`, which is called inside the change and stored with
/// it; they fail with `Conflict` when a name is taken or another change came first.
public final class Principals {
    private static final int LONGEST_NICKNAME = 64;
    private static final Pattern NICKNAME = Pattern.compile("[!-~&&[^@()\\[\\]\\\\\";:<>,]]+");

    private final PrincipalEntities entities;
    private final Credentials credentials;
    private final InstantSource clock;
    private final SecureRandom random;

    private final Applications applications;
    private final CredentialCheck credentialCheck;
    private final Assertors assertors;

    /// @param store opened with [#kinds]
    /// @param pepper derived from the root key for credentials alone
    public Principals(EntityStore store, Hmac pepper, InstantSource clock, SecureRandom random) {
        this.entities = new PrincipalEntities(store);
        this.credentials = new Credentials(pepper, random);
        this.clock = clock;
        this.random = random;
        this.assertors = new Assertors(entities, random);
        this.applications = new Applications(entities, assertors, credentials, clock, random);
        this.credentialCheck = new CredentialCheck(entities, credentials, clock);
    }

    public static List<EntityKind<?>> kinds() {
        return PrincipalEntities.KINDS;
    }

    /// Where applications and their secrets are changed.
    public Applications applications() {
        return applications;
    }

    /// What sign-in compares secrets and passwords with.
    public CredentialCheck credentialCheck() {
        return credentialCheck;
    }

    /// Who signs assertions for applications.
    public Assertors assertors() {
        return assertors;
    }

    /// Whether the application has the credential, of whatever kind it is.
    public boolean hasCredential(TenantId tenant, UUID appId, UUID keyId) {
        return application(tenant, appId).stream()
                        .flatMap(application -> application.credentials().stream())
                        .anyMatch(known -> known.keyId().equals(keyId))
                || application(tenant, appId).isPresent() && assertors.has(appId, keyId);
    }

    // --- reading

    public Optional<Principal> find(TenantId tenant, PrincipalId id) {
        String key = id.canonical();
        return Stream.<Optional<? extends Principal>>of(
                        entities.users.find(key),
                        entities.servicePrincipals.find(key),
                        entities.groups.find(key))
                .flatMap(Optional::stream)
                .filter(principal -> principal.tenant().equals(tenant))
                .<Principal>map(principal -> principal)
                .findFirst();
    }

    /// @param principalName in any letter case
    public Optional<Principal.User> user(TenantId tenant, String principalName) {
        return entities.user(tenant, principalName);
    }

    /// A person as he is now, if what he did at a time stands: he is enabled, and his sessions
    /// weren't revoked since.
    public Optional<Principal.User> user(TenantId tenant, PrincipalId id, Instant did) {
        return entities.users
                .find(id.canonical())
                .filter(user -> user.tenant().equals(tenant) && user.standing().accepts(did));
    }

    /// Whether the user can sign in with a password here.
    public boolean hasPassword(Principal.User user) {
        return entities.passwords.find(user.id().canonical()).isPresent();
    }

    public Optional<Principal.ServicePrincipal> servicePrincipal(TenantId tenant, UUID appId) {
        return entities.servicePrincipal(tenant, appId);
    }

    public Optional<Application> application(TenantId tenant, UUID appId) {
        return entities.application(tenant, appId);
    }

    /// Where an application's people are sent back to; of one that isn't there nowhere.
    public RedirectUris redirectUris(TenantId tenant, UUID appId) {
        return application(tenant, appId)
                .flatMap(application -> entities.redirectUris.find(appId.toString()))
                .orElseGet(() -> RedirectUris.none(appId));
    }

    /// @param objectId of the registration
    public Optional<Application> applicationByObjectId(TenantId tenant, UUID objectId) {
        return entities.applications.list(Application.OBJECT_ID, objectId).stream()
                .filter(application -> application.tenant().equals(tenant))
                .findFirst();
    }

    /// @param identifierUri in any letter case; several may differ in that
    public List<Application> applicationsByUri(TenantId tenant, String identifierUri) {
        return List.copyOf(
                entities.applications.list(
                        Application.ANY_CASE_URI, Application.anyCaseUri(tenant, identifierUri)));
    }

    /// @param name the id of its application, or an identifier URI of that in any letter case
    public List<Principal.ServicePrincipal> servicePrincipalsNamed(TenantId tenant, String name) {
        Stream<UUID> byId = Guids.isGuid(name) ? Stream.of(UUID.fromString(name)) : Stream.empty();
        return Stream.concat(byId, applicationsByUri(tenant, name).stream().map(Application::appId))
                .distinct()
                .flatMap(appId -> servicePrincipal(tenant, appId).stream())
                .toList();
    }

    public List<Principal.User> users(TenantId tenant) {
        return entities.of(tenant, entities.users);
    }

    public List<Principal.Group> groups(TenantId tenant) {
        return entities.of(tenant, entities.groups);
    }

    public List<Principal.ServicePrincipal> servicePrincipals(TenantId tenant) {
        return entities.of(tenant, entities.servicePrincipals);
    }

    public List<Application> applications(TenantId tenant) {
        return entities.of(tenant, entities.applications);
    }

    /// Every group it belongs to, directly or through other groups.
    public Set<PrincipalId> groupsOf(PrincipalId principal) {
        return Set.copyOf(entities.groupsOf(principal));
    }

    // --- users and groups

    /// A user who may sign in, without mail.
    ///
    /// @param password null for a user who can't sign in by password
    public CompletionStage<Principal.User> createUser(
            TenantId tenant,
            String principalName,
            String displayName,
            @Nullable SecretBytes password,
            Supplier<byte[]> evidence) {
        return createUser(
                tenant, new Profile(principalName, displayName, null), true, password, evidence);
    }

    /// @param enabled whether the user may sign in
    /// @param password null for a user who can't sign in by password
    public CompletionStage<Principal.User> createUser(
            TenantId tenant,
            Profile profile,
            boolean enabled,
            @Nullable SecretBytes password,
            Supplier<byte[]> evidence) {
        Batch batch = entities.batch();
        Principal.User user =
                new Principal.User(
                        tenant,
                        newId(),
                        profile.principalName(),
                        profile.displayName(),
                        profile.mail(),
                        new Standing(enabled, Standing.GOOD.notBefore()));
        batch.create(entities.users, user);
        if (password != null) {
            batch.create(
                    entities.passwords,
                    new Password(user.id(), credentials.hashPassword(tenant, password)));
        }
        return batch.commit(user, evidence);
    }

    /// Adds a user without password to the batch.
    public Principal.User createUser(
            Batch batch, TenantId tenant, String principalName, String displayName) {
        Principal.User user =
                new Principal.User(
                        tenant, newId(), principalName, displayName, null, Standing.GOOD);
        batch.create(entities.users, user);
        return user;
    }

    /// Calls a user otherwise; the id, and with it every right, stays.
    ///
    /// @param change of what the user is called at the moment of the change
    public CompletionStage<Principal.User> rename(
            Principal.User user, UnaryOperator<Profile> change, Supplier<byte[]> evidence) {
        Principal.User before = entities.users.find(user.id().canonical()).orElse(user);
        Principal.User next = before.with(change.apply(Profile.of(before)));
        return entities.batch().replace(entities.users, before, next).commit(next, evidence);
    }

    /// Sets a new password. Sessions that were begun with the one before have to be ended after it;
    /// tokens of none stay good, see [#revokeTokens].
    public CompletionStage<Principal.User> setPassword(
            Principal.User user, SecretBytes password, Supplier<byte[]> evidence) {
        Password next = new Password(user.id(), credentials.hashPassword(user.tenant(), password));
        Batch batch = entities.batch();
        entities.passwords
                .find(user.id().canonical())
                .ifPresentOrElse(
                        before -> batch.replace(entities.passwords, before, next),
                        () -> batch.create(entities.passwords, next));
        return batch.commit(user, evidence);
    }

    public CompletionStage<Principal.Group> createGroup(
            TenantId tenant,
            String displayName,
            @Nullable String mailNickname,
            Set<PrincipalId> members,
            Supplier<byte[]> evidence) {
        checkText("displayName", displayName);
        if (mailNickname != null) {
            checkNickname(mailNickname);
        }
        Principal.Group group =
                new Principal.Group(tenant, newId(), displayName, mailNickname, members);
        return entities.batch().create(entities.groups, group).commit(group, evidence);
    }

    /// Calls a group otherwise; its id and members stay.
    public CompletionStage<Principal.Group> rename(
            Principal.Group group, String displayName, Supplier<byte[]> evidence) {
        checkText("displayName", displayName);
        Principal.Group before = standing(group);
        Principal.Group next = before.called(displayName);
        return entities.batch().replace(entities.groups, before, next).commit(next, evidence);
    }

    public CompletionStage<Principal.Group> addMember(
            Principal.Group group, PrincipalId member, Supplier<byte[]> evidence) {
        Set<PrincipalId> members = new HashSet<>(standing(group).members());
        members.add(member);
        return setMembers(group, members, evidence);
    }

    public CompletionStage<Principal.Group> removeMember(
            Principal.Group group, PrincipalId member, Supplier<byte[]> evidence) {
        Set<PrincipalId> members = new HashSet<>(standing(group).members());
        members.remove(member);
        return setMembers(group, members, evidence);
    }

    private CompletionStage<Principal.Group> setMembers(
            Principal.Group group, Set<PrincipalId> members, Supplier<byte[]> evidence) {
        Principal.Group before = standing(group);
        Principal.Group next = before.withMembers(members);
        return entities.batch().replace(entities.groups, before, next).commit(next, evidence);
    }

    private Principal.Group standing(Principal.Group group) {
        return entities.groups.find(group.id().canonical()).orElse(group);
    }

    // --- standing

    /// Lets a user or service principal in, or keeps it out: at once, tokens it holds included.
    public CompletionStage<Principal> setEnabled(
            Principal principal, boolean enabled, Supplier<byte[]> evidence) {
        return changeStanding(
                principal, before -> new Standing(enabled, before.notBefore()), evidence);
    }

    /// Ends every token issued to the principal until now.
    public CompletionStage<Principal> revokeTokens(Principal principal, Supplier<byte[]> evidence) {
        // Tokens are dated by the second, so those of this second end too.
        Instant next = Instant.ofEpochSecond(clock.instant().getEpochSecond() + 1);
        return changeStanding(principal, before -> new Standing(before.enabled(), next), evidence);
    }

    private CompletionStage<Principal> changeStanding(
            Principal principal, UnaryOperator<Standing> change, Supplier<byte[]> evidence) {
        String key = principal.id().canonical();
        Batch batch = entities.batch();
        return switch (principal) {
            case Principal.User given -> {
                Principal.User now = entities.users.find(key).orElse(given);
                Principal.User next = now.withStanding(change.apply(now.standing()));
                yield batch.replace(entities.users, now, next).commit(next, evidence);
            }
            case Principal.ServicePrincipal given -> {
                Principal.ServicePrincipal now = entities.servicePrincipals.find(key).orElse(given);
                Principal.ServicePrincipal next = now.withStanding(change.apply(now.standing()));
                yield batch.replace(entities.servicePrincipals, now, next).commit(next, evidence);
            }
            case Principal.Group _ ->
                    throw new VaultException(
                            new VaultError.BadParameter(
                                    "principal", "a user or service principal"));
        };
    }

    /// Removes it; its id in groups, policies and subscriptions then speaks of nobody.
    public CompletionStage<Principal> delete(Principal principal, Supplier<byte[]> evidence) {
        Batch batch = entities.batch();
        switch (principal) {
            case Principal.User user -> {
                batch.delete(entities.users, user);
                entities.passwords
                        .find(user.id().canonical())
                        .ifPresent(password -> batch.delete(entities.passwords, password));
            }
            case Principal.ServicePrincipal application ->
                    batch.delete(entities.servicePrincipals, application);
            case Principal.Group group -> batch.delete(entities.groups, group);
        }
        return batch.commit(principal, evidence);
    }

    /// Adds to the batch that nobody and nothing of the tenant is left.
    public void deleteAll(Batch batch, TenantId tenant) {
        for (Principal.User user : users(tenant)) {
            batch.delete(entities.users, user);
            entities.passwords
                    .find(user.id().canonical())
                    .ifPresent(password -> batch.delete(entities.passwords, password));
        }
        groups(tenant).forEach(group -> batch.delete(entities.groups, group));
        servicePrincipals(tenant).forEach(each -> batch.delete(entities.servicePrincipals, each));
        for (Application application : applications(tenant)) {
            assertors.deleteAll(batch, application.appId());
            entities.redirectUris
                    .find(application.appId().toString())
                    .ifPresent(uris -> batch.delete(entities.redirectUris, uris));
            batch.delete(entities.applications, application);
        }
    }

    private PrincipalId newId() {
        return new PrincipalId(Guids.next(random).toString());
    }

    static void checkMail(String mail) {
        int at = mail.indexOf('@');
        if (at < 1 || at == mail.length() - 1 || mail.length() > 256) {
            throw new VaultException(
                    new VaultError.BadParameter("mail", "an address of at most 256 characters"));
        }
    }

    private static void checkNickname(String text) {
        if (text.length() > LONGEST_NICKNAME || !NICKNAME.matcher(text).matches()) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "mailNickname",
                            "1 to 64 printable characters of ASCII, but blanks and"
                                    + " @()[]\\\";:<>,"));
        }
    }

    static void checkText(String parameter, String text) {
        if (text.isBlank() || text.length() > 256) {
            throw new VaultException(new VaultError.BadParameter(parameter, "1 to 256 characters"));
        }
    }
}
