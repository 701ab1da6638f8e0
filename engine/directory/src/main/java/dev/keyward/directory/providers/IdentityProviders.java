package dev.keyward.directory.providers;

import dev.keyward.directory.tokens.Audiences;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Which identity providers the tenants trust. Changes take `evidence`, hold with the next request
/// on every node, and fail with `Conflict` where a name, an issuer or an audience is taken. Safe
/// for use by several threads.
public final class IdentityProviders {
    /// Of a tenant.
    private static final int MOST = 10;

    private final EntityStore store;
    private final Entities<IdentityProvider> providers;
    private final Audiences audiences;
    private final SecureRandom random;

    /// @param store opened with [#kinds]
    /// @param audiences our own, which no provider may use for something else
    public IdentityProviders(EntityStore store, Audiences audiences, SecureRandom random) {
        this.store = store;
        this.providers = store.of(IdentityProvider.KIND);
        this.audiences = audiences;
        this.random = random;
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(IdentityProvider.KIND);
    }

    boolean isEmpty() {
        return providers.isEmpty();
    }

    /// Of all tenants.
    List<IdentityProvider> ofIssuer(String issuer) {
        return List.copyOf(providers.list(IdentityProvider.BY_ISSUER, issuer));
    }

    /// Whether it is still the same, in everything.
    boolean stands(IdentityProvider provider) {
        return providers.find(provider.id().toString()).filter(provider::equals).isPresent();
    }

    /// In the order of their names.
    public List<IdentityProvider> of(TenantId tenant) {
        return providers.childrenOf(tenant.toString()).stream()
                .sorted(Comparator.comparing(IdentityProvider::name))
                .toList();
    }

    /// @param idOrName the name in any letter case
    public Optional<IdentityProvider> find(TenantId tenant, String idOrName) {
        return providers
                .find(IdentityProvider.NAME, IdentityProvider.name(tenant, idOrName))
                .or(() ->
                        Guids.isGuid(idOrName)
                                ? providers
                                        .find(Guids.parse("id", idOrName).toString())
                                        .filter(found -> found.tenant().equals(tenant))
                                : Optional.empty());
    }

    /// Whom the tenant's vaults send clients to, where it isn't the built-in provider.
    public Optional<String> authority(TenantId tenant) {
        return providers.isEmpty()
                ? Optional.empty()
                : providers
                        .find(IdentityProvider.AUTHORITY, tenant.toString())
                        .filter(provider -> provider.standing().enabled())
                        .map(provider -> provider.standing().authority());
    }

    /// What a user, application or group of the provider is called in policies and roles.
    ///
    /// @param issuer of the provider
    /// @param id as the claim says it
    public static PrincipalId objectId(
            IdentityProvider provider, String issuer, ExternalIds.What what, String id) {
        return ExternalIds.principal(provider.mapping().ids(), issuer, what, id);
    }

    public CompletionStage<IdentityProvider> add(
            TenantId tenant,
            String name,
            IssuerTrust trust,
            TokenAudiences of,
            ClaimMapping mapping,
            ProviderStanding standing,
            Supplier<byte[]> evidence) {
        Rule.require(of(tenant).size() < MOST, "identityProviders", "at most " + MOST);
        IdentityProvider added =
                new IdentityProvider(
                        tenant, Guids.next(random), name, trust, of, mapping, standing);
        check(added);
        return store.batch().create(providers, added).commit(added, evidence);
    }

    public CompletionStage<IdentityProvider> change(
            IdentityProvider before, IdentityProvider next, Supplier<byte[]> evidence) {
        check(next);
        return store.batch().replace(providers, before, next).commit(next, evidence);
    }

    /// Ends it, and with it every token it issued.
    public CompletionStage<IdentityProvider> remove(
            IdentityProvider provider, Supplier<byte[]> evidence) {
        return store.batch().delete(providers, provider).commit(provider, evidence);
    }

    /// Adds to the batch that the tenant trusts nobody else.
    public void deleteAll(TenantId tenant, Batch batch) {
        of(tenant).forEach(each -> batch.delete(providers, each));
    }

    private void check(IdentityProvider provider) {
        Rule.require(
                provider.trust().expanded().keySet().stream()
                        .noneMatch(issuer -> issuer.startsWith(audiences.issuer() + "/")),
                "issuers",
                "other than the built-in provider's");
        Rule.require(
                provider.audiences().vault().stream()
                        .map(audiences::serversOf)
                        .allMatch(Set.of(ResourceServer.VAULT)::containsAll),
                "vaultAudiences",
                "none of the management plane's");
        Rule.require(
                provider.audiences().management().stream()
                        .map(audiences::serversOf)
                        .noneMatch(servers -> servers.contains(ResourceServer.VAULT)),
                "managementAudiences",
                "none of the vaults'");
    }
}
