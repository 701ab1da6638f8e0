package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.server.CertificateServer.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Applications that prove a certificate by the handshake of TLS, and tokens that are bound to it
/// (RFC 8705).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MutualTlsTest {
    private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private CertificateServer server;
    private ClientIdentity rsa;
    private ClientIdentity ec;
    private ClientIdentity old;
    private ClientIdentity stranger;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = new CertificateServer(folder, InstantSource.system());
        Instant now = Instant.now();
        rsa = ClientIdentity.rsa(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
        ec = ClientIdentity.today();
        old = ClientIdentity.ec(now.minus(Duration.ofHours(2)), now.minus(Duration.ofMinutes(1)));
        stranger = ClientIdentity.today();
        server.register(rsa, ec, old);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private String signIn(HttpClient client) throws Exception {
        return server.token(client, server.mutualBase(), server.form(CertificateServer.VAULT))
                .expect(200)
                .text("/access_token");
    }

    private Answer list(HttpClient client, String base, String token) throws Exception {
        return server.signed(client, "GET", base + CertificateServer.SECRETS, token, "");
    }

    private static void isRefused(Answer answer) {
        answer.expect(401);
        assertThat(answer.text("/error/message"))
                .isEqualTo(
                        "AKV10000: The token is bound to a client certificate that the connection"
                                + " doesn't prove.");
        assertThat(answer.headers().get("www-authenticate")).endsWith(", error=\"invalid_token\"");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aStolenTokenOpensNothing(HttpClient.Version version) throws Exception {
        try (HttpClient owner = server.client(rsa, version);
                HttpClient other = server.client(ec, version);
                HttpClient nobody = server.client(null, version)) {
            String token = signIn(owner);
            assertThat(claims(token).at("/cnf/x5t#S256").asText()).isEqualTo(rsa.thumbprint());
            assertThat(claims(token).at("/appidacr").asText()).isEqualTo("2");
            list(owner, server.mutualBase(), token).expect(200);
            // The token is known by now, and who may use it isn't remembered with it.
            isRefused(list(nobody, server.mutualBase(), token));
            isRefused(list(other, server.mutualBase(), token));
            isRefused(list(owner, server.base(), token));
            isRefused(
                    server.ask(
                            nobody,
                            "GET",
                            server.base() + CertificateServer.SECRETS,
                            "",
                            "Authorization",
                            "Bearer " + token,
                            "X-ARR-ClientCert",
                            Base64.getEncoder().encodeToString(rsa.certificate()),
                            "X-Client-Cert-Thumbprint",
                            rsa.thumbprint()));
            list(owner, server.mutualBase(), token).expect(200);
        }
    }

    @Test
    void noPlaneTakesAStolenToken() throws Exception {
        try (HttpClient owner = server.client(ec, HttpClient.Version.HTTP_2)) {
            for (String path :
                    new String[] {"/subscriptions?api-version=2022-12-01", "/v1.0/users"}) {
                String token =
                        server.token(owner, server.mutualBase(), server.form(server.base()))
                                .expect(200)
                                .text("/access_token");
                server.signed(owner, "GET", server.mutualBase() + path, token, "").expect(200);
                server.signed(server.plain(), "GET", server.base() + path, token, "").expect(401);
            }
        }
    }

    @Test
    void urlsInAnswersLeadBackToThePortThatTakesTheToken() throws Exception {
        try (HttpClient owner = server.client(ec, HttpClient.Version.HTTP_2)) {
            Answer made =
                    server.signed(
                                    owner,
                                    "PUT",
                                    server.mutualBase() + "/secrets/x?api-version=7.4",
                                    signIn(owner),
                                    "{\"value\":\"v\"}")
                            .expect(200);
            assertThat(made.text("/id")).startsWith(server.mutualBase() + "/");
            Answer challenge = list(owner, server.mutualBase(), "x").expect(401);
            assertThat(challenge.headers().get("www-authenticate"))
                    .startsWith("Bearer authorization=\"" + server.mutualBase() + "/");
        }
    }

    @Test
    void aSecretOrAPersonIsBoundWhereTheConnectionProvesACertificateAndNowhereElse()
            throws Exception {
        try (HttpClient client = server.client(stranger, HttpClient.Version.HTTP_2)) {
            String bound =
                    server.token(
                                    client,
                                    server.mutualBase(),
                                    server.secretForm(CertificateServer.VAULT))
                            .expect(200)
                            .text("/access_token");
            assertThat(claims(bound).at("/cnf/x5t#S256").asText()).isEqualTo(stranger.thumbprint());
            assertThat(claims(bound).at("/appidacr").asText()).isEqualTo("1");
            list(client, server.mutualBase(), bound).expect(200);
            isRefused(list(server.plain(), server.base(), bound));
        }
        String free = server.token(CertificateServer.VAULT);
        assertThat(claims(free).has("cnf")).isFalse();
        list(server.plain(), server.mutualBase(), free).expect(200);
    }

    /// Whoever shows any certificate is no public client's application.
    @Test
    void aPublicClientGetsNoTokenOfItsOwnByACertificate() throws Exception {
        try (HttpClient client = server.client(stranger, HttpClient.Version.HTTP_2)) {
            Answer answer =
                    server.token(
                                    client,
                                    server.mutualBase(),
                                    server.form(CertificateServer.VAULT, "client_id", CLI))
                            .expect(401);
            assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(7000218);
        }
    }

    @Test
    void theDiscoveryDocumentNamesThePort() throws Exception {
        for (Map.Entry<String, String> document :
                Map.of("/v2.0", "/oauth2/v2.0/token", "", "/oauth2/token").entrySet()) {
            JsonNode found =
                    server.ask(
                                    server.plain(),
                                    "GET",
                                    server.base()
                                            + "/"
                                            + server.administrator.tenant()
                                            + document.getKey()
                                            + "/.well-known/openid-configuration",
                                    "")
                            .expect(200)
                            .json();
            assertThat(found.at("/mtls_endpoint_aliases/token_endpoint").asText())
                    .isEqualTo(
                            server.mutualBase()
                                    + "/"
                                    + server.administrator.tenant()
                                    + document.getValue());
            assertThat(found.at("/tls_client_certificate_bound_access_tokens").asBoolean())
                    .isTrue();
            assertThat(found.at("/token_endpoint_auth_methods_supported").toString())
                    .contains("self_signed_tls_client_auth");
        }
    }

    /// Its client doesn't show the certificate again, but has the secret of who did.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResumedConnectionProvesWhatTheFirstDid(String protocol) throws Exception {
        SSLContext tls = ClientIdentity.tls(server.server.authorityFile(), ec);
        String token;
        try (HttpClient owner = server.client(ec, HttpClient.Version.HTTP_1_1)) {
            token = signIn(owner);
        }
        Set<Long> begun = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            try (SSLSocket socket =
                    (SSLSocket)
                            tls.getSocketFactory().createSocket("localhost", server.mutualPort)) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.getOutputStream()
                        .write(
                                ("GET "
                                                + CertificateServer.SECRETS
                                                + " HTTP/1.1\r\nHost: localhost:"
                                                + server.mutualPort
                                                + "\r\nAuthorization: Bearer "
                                                + token
                                                + "\r\nConnection: close\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(
                                new String(
                                        socket.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 ");
                begun.add(socket.getSession().getCreationTime());
            }
        }
        assertThat(begun).as("one session, resumed").hasSize(1);
    }

    @Test
    void removedFromTheApplicationACertificateIsRefusedAtOnceWithItsTokens() throws Exception {
        ClientIdentity brief = ClientIdentity.today();
        server.register(rsa, ec, old, brief);
        try (HttpClient client = server.client(brief, HttpClient.Version.HTTP_1_1)) {
            String token = signIn(client);
            list(client, server.mutualBase(), token).expect(200);
            server.register(rsa, ec, old);
            list(client, server.mutualBase(), token).expect(401);
            refusal(client, 700027);
        }
    }

    @Test
    void anExpiredCertificateAndAnUnknownOneAreRefused() throws Exception {
        try (HttpClient client = server.client(old, HttpClient.Version.HTTP_2)) {
            refusal(client, 7000222);
        }
        try (HttpClient client = server.client(stranger, HttpClient.Version.HTTP_2)) {
            refusal(client, 700027);
        }
    }

    private void refusal(HttpClient client, int code) throws Exception {
        Answer answer =
                server.token(client, server.mutualBase(), server.form(CertificateServer.VAULT))
                        .expect(401);
        assertThat(answer.text("/error")).isEqualTo("invalid_client");
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(code);
    }
}
