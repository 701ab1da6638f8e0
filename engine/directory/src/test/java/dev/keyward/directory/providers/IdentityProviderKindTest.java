package dev.keyward.directory.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Format 1 of what came after 0.1.0, and the ids that tokens are known by for good.
class IdentityProviderKindTest {
    @Test
    void equalsItselfAfterItWasReadAgain() {
        IdentityProvider provider =
                new IdentityProvider(
                        new TenantId(new UUID(1, 1)),
                        new UUID(2, 2),
                        "entra",
                        new IssuerTrust(
                                List.of(
                                        "https://sts.example/{tenantid}/",
                                        "https://login.example/{tenantid}/v2.0"),
                                List.of("a.example", "b-1"),
                                "https://login.example/metadata",
                                "https://login.example/keys",
                                Set.of(SignatureAlgorithm.PS256, SignatureAlgorithm.ES256),
                                Duration.ofSeconds(7)),
                        new TokenAudiences(List.of("api://vaults"), List.of("api://rest")),
                        new ClaimMapping(
                                "oid", "upn", "appid", "roles", ClaimMapping.Ids.AS_ISSUED),
                        new ProviderStanding(
                                false,
                                Set.of(new PrincipalId("S-1-5-21-1"), new PrincipalId("x")),
                                "https://login.example/a.example"));
        IdentityProvider again =
                CanonicalReader.read(
                        IdentityProvider.KIND.clear(provider),
                        IdentityProvider.KIND.word(),
                        in -> IdentityProvider.KIND.read(in, null));
        assertThat(again).isEqualTo(provider);
        assertThat(again.issuers())
                .containsExactly(
                        "https://sts.example/a.example/",
                        "https://sts.example/b-1/",
                        "https://login.example/a.example/v2.0",
                        "https://login.example/b-1/v2.0");
    }

    /// Policies and roles name them: they are never worked out otherwise.
    @Test
    void derivedIdsStayTheSame() {
        assertThat(derived(ExternalIds.What.SUBJECT))
                .isEqualTo("6a6d8bb4-7296-8675-97d0-79d03a7db217");
        assertThat(derived(ExternalIds.What.GROUP))
                .isEqualTo("b0cd353c-fb8f-84fe-8275-9b6b0eec8e9d");
        assertThat(UUID.fromString(derived(ExternalIds.What.SUBJECT)).version()).isEqualTo(8);
        assertThat(
                        ExternalIds.principal(
                                        ClaimMapping.Ids.AS_ISSUED,
                                        "https://sso.example",
                                        ExternalIds.What.SUBJECT,
                                        derived(ExternalIds.What.SUBJECT))
                                .value())
                .as("an id of version 8 is never taken as it is issued")
                .isNotEqualTo(derived(ExternalIds.What.SUBJECT));
    }

    private static String derived(ExternalIds.What what) {
        return ExternalIds.principal(ClaimMapping.Ids.DERIVED, "https://sso.example", what, "ann")
                .value();
    }
}
