package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.signin.IdentityEndpoint;
import dev.keyward.client.signin.ManagedIdentity;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManagedIdentityTest {
    private static final String ANSWER =
            "{\"access_token\":\"t\",\"expires_in\":\"3600\",\"expires_on\":\"1795694400\","
                    + "\"resource\":\"r\",\"token_type\":\"Bearer\"}";

    private static IdentityEndpoint endpoint(Map<String, String> variables) {
        return IdentityEndpoint.of(variables::get).orElseThrow();
    }

    private static AccessToken token(
            ScriptedService service, IdentityEndpoint endpoint, @Nullable String clientId) {
        return new ManagedIdentity(service.transport(), endpoint, clientId, _ -> {})
                .token("https://vault.local.test");
    }

    @Test
    void asksTheEndpointOfAppServiceWithItsHeader() {
        ScriptedService service = new ScriptedService().answers(200, ANSWER);
        AccessToken token =
                token(
                        service,
                        endpoint(
                                Map.of(
                                        "IDENTITY_ENDPOINT", "http://127.0.0.1:4000/msi/token",
                                        "IDENTITY_HEADER", "secret",
                                        "AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://other")),
                        "11111111-2222-3333-4444-555555555555");
        assertThat(service.asked())
                .containsExactly(
                        "GET http://127.0.0.1:4000/msi/token?api-version=2019-08-01"
                                + "&resource=https%3A%2F%2Fvault.local.test"
                                + "&client_id=11111111-2222-3333-4444-555555555555");
        assertThat(service.requests().getFirst().header("X-IDENTITY-HEADER")).isEqualTo("secret");
        assertThat(token.text(SecretAccess.request())).isEqualTo("t");
        assertThat(token.expires()).isEqualTo(Instant.ofEpochSecond(1_795_694_400L));
    }

    @Test
    void asksTheInstanceMetadataServiceByItsStandIn() {
        ScriptedService service = new ScriptedService().answers(200, ANSWER);
        token(
                service,
                endpoint(Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:4001/")),
                null);
        assertThat(service.asked())
                .containsExactly(
                        "GET http://127.0.0.1:4001/metadata/identity/oauth2/token"
                                + "?api-version=2018-02-01"
                                + "&resource=https%3A%2F%2Fvault.local.test");
        assertThat(service.requests().getFirst().header("Metadata")).isEqualTo("true");
    }

    @Test
    void isTheMachinesOwnWhereNothingIsSet() {
        assertThat(endpoint(Map.of("IDENTITY_ENDPOINT", "http://127.0.0.1:4000")))
                .isEqualTo(
                        new IdentityEndpoint.InstanceMetadata(
                                URI.create("http://169.254.169.254")));
    }

    @Test
    void takesNothingButUrls() {
        for (String wrong : new String[] {"file:///etc/passwd", "127.0.0.1:40", "http:", "%"}) {
            assertThat(IdentityEndpoint.of(Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", wrong)::get))
                    .as(wrong)
                    .isEmpty();
        }
    }

    @Test
    void tellsWhatEachShapeAnswers() {
        Map<String, VaultCallException> refused =
                Map.of(
                        "{\"error\":\"invalid_request\",\"error_description\":\"Identity not"
                                + " found\"}",
                        new VaultCallException(
                                400,
                                new CallFailure.Refused("invalid_request", null),
                                "Identity not found",
                                null),
                        "{\"statusCode\":400,\"message\":\"Unable to load\"}",
                        new VaultCallException(
                                400,
                                new CallFailure.Refused("Http400", null),
                                "Unable to load",
                                null));
        refused.forEach((body, told) -> {
            VaultCallException thrown =
                    catchThrowableOfType(
                            VaultCallException.class,
                            () ->
                                    token(
                                            new ScriptedService().answers(400, body),
                                            endpoint(Map.of()),
                                            null));
            assertThat(thrown.failure()).isEqualTo(told.failure());
            assertThat(thrown).hasMessage(told.getMessage());
        });
    }

    @Test
    void doesWithoutAnAnswerThatSaysNoEnd() {
        VaultCallException thrown =
                catchThrowableOfType(
                        VaultCallException.class,
                        () ->
                                token(
                                        new ScriptedService()
                                                .answers(200, "{\"access_token\":\"t\"}"),
                                        endpoint(Map.of()),
                                        null));
        assertThat(thrown.failure()).isEqualTo(new CallFailure.BadAnswer());
    }
}
