package dev.keyward.directory.providers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.principals.PrincipalIds;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An issuer of OpenID Connect beside the built-in one, whose tokens a tenant takes.
///
/// @param name by which people know it; never changed, and no other of the tenant has it
public record IdentityProvider(
        TenantId tenant,
        UUID id,
        String name,
        IssuerTrust trust,
        TokenAudiences audiences,
        ClaimMapping mapping,
        ProviderStanding standing) {
    static final EntityKind<IdentityProvider> KIND = new Kind();

    static final Unique<IdentityProvider> NAME =
            Unique.of("name", provider -> name(provider.tenant, provider.name));

    /// An issuer's tokens mean one thing in a tenant.
    static final Unique<IdentityProvider> ISSUER =
            Unique.ofEach(
                    "issuer",
                    provider ->
                            provider.trust.expanded().keySet().stream()
                                    .map(issuer -> provider.tenant + "\n" + issuer)
                                    .toList());

    /// Where no vault says whose a request is, issuer and audience have to.
    static final Unique<IdentityProvider> AUDIENCE =
            Unique.ofEach(
                    "audience",
                    provider ->
                            provider.trust.expanded().keySet().stream()
                                    .flatMap(issuer ->
                                            provider.audiences.management().stream()
                                                    .map(name ->
                                                            issuer
                                                                    + "\n"
                                                                    + TokenAudiences.canonical(
                                                                            name)))
                                    .distinct()
                                    .toList());

    /// Two that gave ids as they like could each name the other's users.
    static final Unique<IdentityProvider> AS_ISSUED =
            Unique.ofEach(
                    "as-issued",
                    provider ->
                            provider.mapping.ids() == ClaimMapping.Ids.AS_ISSUED
                                    ? List.of(provider.tenant.toString())
                                    : List.of());

    static final Unique<IdentityProvider> AUTHORITY =
            Unique.ofEach(
                    "authority",
                    provider ->
                            provider.standing.authority() == null
                                    ? List.of()
                                    : List.of(provider.tenant.toString()));

    static final Index<IdentityProvider, String> BY_ISSUER =
            Index.ofEach(provider -> List.copyOf(provider.trust.expanded().keySet()));

    private static final Pattern NAME_RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public IdentityProvider {
        Rule.require(
                NAME_RULE.matcher(name).matches(),
                "name",
                "1 to 64 letters, digits, hyphens and underscores, a letter or digit first");
    }

    static String name(TenantId tenant, String name) {
        return tenant + "/" + name.toLowerCase(Locale.ROOT);
    }

    /// Its issuers as tokens name them.
    public List<String> issuers() {
        return List.copyOf(trust.expanded().keySet());
    }

    /// The same provider with everything else anew.
    public IdentityProvider with(
            IssuerTrust nextTrust,
            TokenAudiences nextAudiences,
            ClaimMapping nextMapping,
            ProviderStanding nextStanding) {
        return new IdentityProvider(
                tenant, id, name, nextTrust, nextAudiences, nextMapping, nextStanding);
    }

    private static final class Kind implements EntityKind<IdentityProvider> {
        @Override
        public String word() {
            return "identity-provider";
        }

        @Override
        public String key(IdentityProvider provider) {
            return provider.id.toString();
        }

        @Override
        public byte[] clear(IdentityProvider provider) {
            CanonicalWriter out =
                    CanonicalWriter.of(word(), 1)
                            .uuid(provider.tenant.value())
                            .uuid(provider.id)
                            .text(provider.name);
            provider.trust.write(out);
            out.texts(provider.audiences.vault()).texts(provider.audiences.management());
            provider.mapping.write(out);
            out.flag(provider.standing.enabled());
            return PrincipalIds.write(out, provider.standing.blocked())
                    .text(provider.standing.authority())
                    .toBytes();
        }

        @Override
        public IdentityProvider read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new IdentityProvider(
                    new TenantId(in.uuid()),
                    in.uuid(),
                    in.text(),
                    IssuerTrust.read(in),
                    new TokenAudiences(in.texts(), in.texts()),
                    ClaimMapping.read(in),
                    new ProviderStanding(in.flag(), PrincipalIds.read(in), in.optionalText()));
        }

        @Override
        public List<Unique<IdentityProvider>> uniques() {
            return List.of(NAME, ISSUER, AUDIENCE, AS_ISSUED, AUTHORITY);
        }

        @Override
        public List<Index<IdentityProvider, ?>> indexes() {
            return List.of(BY_ISSUER);
        }

        @Override
        public Optional<Parent<IdentityProvider>> parent() {
            return Optional.of(new Parent<>("tenant", provider -> provider.tenant.toString()));
        }
    }
}
