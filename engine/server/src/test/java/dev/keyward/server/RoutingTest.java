package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.TwoTransports.Answer;
import dev.keyward.server.TwoTransports.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The same questions in process and over TLS, and the same answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoutingTest {
    private static final String RESOURCE = "https://vault.azure.net";

    private TwoTransports engine;

    @BeforeAll
    void open(@TempDir Path home) throws IOException, GeneralSecurityException {
        engine = new TwoTransports(home.resolve("home"));
    }

    @AfterAll
    void close() {
        engine.close();
    }

    private Answer ask(Transport transport, String method, String target, String body)
            throws IOException, InterruptedException {
        return engine.ask(transport, method, target, Map.of(), body);
    }

    private Answer signedIn(Transport transport, String method, String target, String body)
            throws IOException, InterruptedException {
        return engine.ask(
                transport,
                method,
                target,
                Map.of("authorization", "Bearer " + engine.token(transport, RESOURCE)),
                body);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @Tag("security:S-06")
    void withoutATokenNothingButTheChallengeIsTold(Transport transport)
            throws IOException, InterruptedException {
        for (String target :
                new String[] {
                    "/secrets/x?api-version=7.4",
                    "/secrets/x",
                    "/secrets/%2e%2e/x?api-version=none",
                    "/nowhere",
                    "/"
                }) {
            Answer answer = ask(transport, "PUT", target, "{not json");
            assertThat(answer.status()).as(target).isEqualTo(401);
            assertThat(answer.header("www-authenticate"))
                    .isEqualTo(
                            "Bearer authorization=\""
                                    + engine.base()
                                    + "/"
                                    + engine.tenant()
                                    + "\", resource=\"https://vault.local.keyward.localhost:"
                                    + engine.base().replaceAll(".*:", "")
                                    + "\"");
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"AKV10000: Request"
                                    + " is missing a Bearer or PoP token.\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everyAnswerCarriesTheHeadersOfTheService(Transport transport)
            throws IOException, InterruptedException {
        Answer answer =
                engine.ask(
                        transport,
                        "GET",
                        "/secrets/x",
                        Map.of("x-ms-client-request-id", "0f6c2f1e-1d67-4c43-9a0e-3f5b0f0a9d12"),
                        "");
        Map<String, String> fixed = new HashMap<>();
        fixed.put("content-type", "application/json; charset=utf-8");
        fixed.put("pragma", "no-cache");
        fixed.put("expires", "-1");
        fixed.put("strict-transport-security", "max-age=31536000;includeSubDomains");
        fixed.put("x-content-type-options", "nosniff");
        fixed.put("x-ms-keyvault-region", "local");
        fixed.put("x-ms-client-request-id", "0f6c2f1e-1d67-4c43-9a0e-3f5b0f0a9d12");
        assertThat(answer.headers()).containsAllEntriesOf(fixed);
        assertThat(answer.header("cache-control")).contains("no-store").contains("no-cache");
        assertThat(answer.header("x-ms-request-id")).hasSize(36);
        assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
    }

    @ParameterizedTest
    @CsvSource({
        "IN_PROCESS, GET, /secrets/%2e%2e/x?api-version=7.4, 400, BadParameter",
        "OVER_TLS, GET, /secrets/%2e%2e/x?api-version=7.4, 400, BadParameter",
        "IN_PROCESS, GET, /secrets/x, 400, BadParameter",
        "OVER_TLS, GET, /secrets/x, 400, BadParameter",
        "IN_PROCESS, GET, /secrets/x?api-version=6.9, 400, BadParameter",
        "OVER_TLS, GET, /secrets/x?api-version=6.9, 400, BadParameter",
        "IN_PROCESS, GET, /secrets/x?api-version=7.4, 404, SecretNotFound",
        "OVER_TLS, GET, /secrets/x?api-version=7.4, 404, SecretNotFound",
        "IN_PROCESS, TRACE, /secrets/x?api-version=7.4, 405, MethodNotAllowed",
        "OVER_TLS, OPTIONS, /secrets/x?api-version=7.4, 405, MethodNotAllowed",
        "IN_PROCESS, GET, /nowhere?api-version=7.4, 404, NotFound",
        "OVER_TLS, GET, /nowhere?api-version=7.4, 404, NotFound",
        "IN_PROCESS, PUT, /secrets/x?api-version=7.4, 400, BadParameter",
        "OVER_TLS, PUT, /secrets/x?api-version=7.4, 400, BadParameter"
    })
    void whatIsWrongIsToldAfterwards(
            Transport transport, String method, String target, int status, String code)
            throws IOException, InterruptedException {
        Answer answer = signedIn(transport, method, target, "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theManagementPlaneHasAChallengeOfItsOwn(Transport transport)
            throws IOException, InterruptedException {
        Answer answer = ask(transport, "GET", "/subscriptions?api-version=2022-12-01", "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate"))
                .startsWith(
                        "Bearer authorization_uri=\""
                                + engine.base()
                                + "/"
                                + engine.tenant()
                                + "\", error=\"invalid_token\"");
        assertThat(answer.body()).contains("\"code\":\"AuthenticationFailed\"");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aTokenForTheManagementPlaneOpensNoVault(Transport transport)
            throws IOException, InterruptedException {
        String token = engine.token(transport, engine.base());
        Answer vault =
                engine.ask(
                        transport,
                        "GET",
                        "/secrets?api-version=7.4",
                        Map.of("authorization", "Bearer " + token),
                        "");
        assertThat(vault.status()).isEqualTo(401);
        assertThat(vault.body()).contains("AKV10022");
        Answer management =
                engine.ask(
                        transport,
                        "GET",
                        "/subscriptions?api-version=2022-12-01",
                        Map.of("authorization", "Bearer " + token),
                        "");
        assertThat(management.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aSecretGoesInAndComesOut(Transport transport) throws IOException, InterruptedException {
        String name = "/secrets/" + transport.name().replace('_', '-') + "?api-version=7.4";
        Answer set = signedIn(transport, "PUT", name, "{\"value\":\"over " + transport + "\"}");
        Answer got = signedIn(transport, "GET", name.replace("?", "//?"), "");
        assertThat(set.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(set.body()).contains("over " + transport);
        assertThat(got.body()).contains("\"id\":\"" + engine.base() + "/secrets/");
    }
}
