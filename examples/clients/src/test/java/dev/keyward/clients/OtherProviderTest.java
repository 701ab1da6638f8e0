package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// The users of an identity provider that isn't ours, in a process of its own: whoever signs in
/// there opens a vault here, through the unmodified client for Java.
final class OtherProviderTest {
    @Test
    void whoSignsInAtAnotherProviderOpensAVault() throws Exception {
        assumeTrue(
                Glewlwyd.isInstalled(),
                "glewlwyd or sqlite3 isn't installed: another provider's users are not tested");
        Path folder = Files.createTempDirectory("keyward-provider");
        Openssl.serverOfLocalhost(folder);
        try (Glewlwyd provider = Glewlwyd.start(folder)) {
            Path settings =
                    Files.writeString(
                            folder.resolve("keyward.properties"),
                            "outside.hosts=%s\noutside.authorities=server.pem\n"
                                    .formatted(provider.host()));
            try (DevServer server = DevServer.start("--config", settings.toString())) {
                server.trustIt();
                visit(provider, server);
            }
        }
    }

    private static void visit(Glewlwyd provider, DevServer server) throws Exception {
        Management management = Management.of(server);
        management.graph(
                "/v1.0/identity/identityProviders",
                "{\"name\":\"glewlwyd\",\"issuers\":[\"%s\"],\"vaultAudiences\":[\"%s\"]}"
                        .formatted(provider.issuer(), Glewlwyd.audience()));
        String token = provider.accessToken();
        SecretClient ann = secrets(server, token);
        // Nobody named ann yet, nor a group of hers.
        assertThatThrownBy(() -> ann.setSecret("hers", "x"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("does not have secrets set permission");
        management.allow("dev", objectId(management, "subject", subject(token)), "get");
        management.allow("dev", objectId(management, "group", "keepers"), "set");
        ann.setSecret("hers", "x");
        assertThat(ann.getSecret("hers").getValue()).isEqualTo("x");
        assertThatThrownBy(() -> ann.beginDeleteSecret("hers"))
                .isInstanceOf(HttpResponseException.class);

        // Another key there: what it signs is taken at once, what the old one signed no more.
        management.advance("PT2M");
        provider.changeKey();
        String next = provider.accessToken();
        SecretClient later = secrets(server, next);
        assertThat(later.getSecret("hers").getValue()).isEqualTo("x");
        assertThatThrownBy(() -> ann.getSecret("hers"))
                .isInstanceOf(ClientAuthenticationException.class);

        // It is out for hours, and nobody here minds.
        provider.close();
        management.advance("PT3H");
        assertThat(later.getSecret("hers").getValue()).isEqualTo("x");
    }

    /// A client that was given its token by somebody else.
    private static SecretClient secrets(DevServer server, String token) {
        return new SecretClientBuilder()
                .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                .credential(_ ->
                        Mono.just(
                                new AccessToken(
                                        token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(12))))
                .disableChallengeResourceVerification()
                .buildClient();
    }

    private static String subject(String token) throws Exception {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new ObjectMapper().readTree(claims).path("sub").asText();
    }

    private static String objectId(Management management, String what, String of) throws Exception {
        return management
                .graph(
                        "/v1.0/identity/identityProviders/glewlwyd/getObjectId",
                        "{\"%s\":\"%s\"}".formatted(what, of))
                .path("objectId")
                .asText();
    }
}
