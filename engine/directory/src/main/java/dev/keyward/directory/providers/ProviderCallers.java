package dev.keyward.directory.providers;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// From what a provider's token says to who that is for policies and roles.
final class ProviderCallers {
    private ProviderCallers() {}

    /// @throws ParseException if it doesn't say who it is
    /// @throws VaultException with `Unauthorized` if whom it names is blocked
    static Caller of(
            IdentityProvider provider, String issuer, ProviderClaims claims, Principals principals)
            throws ParseException {
        ClaimMapping mapping = provider.mapping();
        String subject =
                claims.text(mapping.objectId())
                        .orElseThrow(() -> new ParseException(mapping.objectId(), 0));
        PrincipalId objectId =
                ExternalIds.principal(mapping.ids(), issuer, ExternalIds.What.SUBJECT, subject);
        if (provider.standing().blocked().contains(objectId)) {
            throw new VaultException(
                    new VaultError.Unauthorized("AKV10000: The token's principal is blocked."));
        }
        String user = claims.first(mapping.names()).orElse(null);
        List<String> audiences = claims.audiences();
        return new Caller(
                provider.tenant(),
                objectId,
                client(provider, issuer, claims, principals),
                claims.isApplication(user)
                        ? null
                        : new Caller.User(user == null ? objectId.value() : user, false),
                groups(mapping, issuer, claims),
                new Caller.Token(
                        claims.text("uti").or(() -> claims.text("jti")).orElse(""),
                        issuer,
                        audiences.getFirst(),
                        strength(claims),
                        true));
    }

    /// What a provider calls an application isn't an application of ours.
    private static UUID client(
            IdentityProvider provider,
            String issuer,
            ProviderClaims claims,
            Principals principals) {
        String name = claims.first(provider.mapping().clients()).orElse("");
        boolean free =
                provider.mapping().ids() == ClaimMapping.Ids.AS_ISSUED
                        && Guids.isGuid(name)
                        && principals
                                .application(provider.tenant(), UUID.fromString(name))
                                .isEmpty();
        return free
                ? UUID.fromString(name)
                : ExternalIds.derived(issuer, ExternalIds.What.CLIENT, name);
    }

    /// Where there are too many for the token (`_claim_names`, `hasgroups`), it has none here:
    /// nobody is asked for them.
    private static Set<PrincipalId> groups(
            ClaimMapping mapping, String issuer, ProviderClaims claims) {
        Set<PrincipalId> groups = new HashSet<>();
        for (String group : claims.texts(mapping.groups())) {
            groups.add(ExternalIds.principal(mapping.ids(), issuer, ExternalIds.What.GROUP, group));
        }
        return groups;
    }

    private static int strength(ProviderClaims claims) {
        return switch (claims.first(List.of("appidacr", "azpacr")).orElse("0")) {
            case "1" -> 1;
            case "2" -> 2;
            default -> 0;
        };
    }
}
