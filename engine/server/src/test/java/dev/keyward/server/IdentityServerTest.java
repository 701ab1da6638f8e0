package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.AuditReader;
import dev.keyward.server.NamedServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Endpoints that give workloads on this machine tokens, at a running server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOMAIN = "local.keyward.localhost";
    private static final String SECRET = "a-secret-of-the-workload";
    private static final String RESOURCE_ID =
            "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity"
                    + "/userAssignedIdentities/build";
    private static final String METADATA = "Metadata: true\r\n";
    private static final String HEADER = "X-IDENTITY-HEADER: " + SECRET + "\r\n";

    private Path folder;

    private NamedServer server;
    private IdentityServer identities;
    private int metadataPort;
    private int appServicePort;
    private String client;
    private String principal;
    private String graph;

    @BeforeAll
    void start(@TempDir Path own) throws Exception {
        folder = own;
        metadataPort = Ports.free();
        appServicePort = Ports.free();
        server = new NamedServer(folder, "tokens.es256=vault,management,admin,graph");
        graph = server.token("login." + DOMAIN, url("graph"));
        client = post("applications", "{\"displayName\":\"build\"}").text("/appId");
        principal = post("servicePrincipals", "{\"appId\":\"" + client + "\"}").text("/id");
        identities = IdentityServer.start(endpoints(), false, server.engine());
    }

    private List<IdentitySettings> endpoints() throws IOException {
        String user = System.getProperty("user.name");
        Files.createFile(
                folder.resolve("header"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("header"), SECRET + "\n");
        String clients = client + "=" + RESOURCE_ID + "," + server.administrator.application();
        return settings(
                "identity.endpoints=meta,web,sock,closed",
                "identity.meta.port=" + metadataPort,
                "identity.meta.clients=" + clients,
                "identity.web.port=" + appServicePort,
                "identity.web.headerFile=header",
                "identity.web.clients=" + clients,
                "identity.sock.socket=sock",
                "identity.sock.users=" + user,
                "identity.sock.clients=" + clients,
                "identity.closed.socket=closed",
                "identity.closed.users=65533",
                "identity.closed.clients=" + clients);
    }

    private List<IdentitySettings> settings(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("identities"), String.join("\n", lines));
        return ServerSettings.read(file, folder).listen().identities();
    }

    @AfterAll
    void stop() {
        identities.close();
        server.close();
    }

    private String url(String host) {
        return "https://" + host + "." + DOMAIN + ":" + server.port();
    }

    private Answer post(String kind, String body) throws IOException {
        return server.signed(graph, "graph." + DOMAIN, "POST", "/v1.0/" + kind, body);
    }

    /// @param headers lines, with their ends
    private static String request(String line, String headers) {
        return line + " HTTP/1.1\r\n" + headers + "\r\n";
    }

    private static Answer ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return NamedServer.read(socket.getInputStream().readAllBytes());
        }
    }

    private Answer askSocket(String name, String request) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(folder.resolve(name)));
            socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            return NamedServer.read(Channels.newInputStream(socket).readAllBytes());
        }
    }

    private String asked(String more) {
        return "?api-version=2018-02-01&resource=" + url("management") + more;
    }

    private Answer metadata(String more) throws IOException {
        return ask(
                metadataPort,
                request(
                        "GET /metadata/identity/oauth2/token" + asked(more),
                        "Host: 127.0.0.1\r\n" + METADATA));
    }

    private static JsonNode claims(Answer answer) throws IOException {
        String token = answer.text("/access_token");
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    @Test
    @Tag("security:S-08")
    void theTokenIsOfTheServicePrincipalAndOpensWhatItMay() throws IOException {
        Answer answer = metadata("");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        JsonNode claims = claims(answer);
        assertThat(claims.path("appid").asText()).isEqualTo(client);
        assertThat(claims.path("oid").asText()).isEqualTo(principal);
        assertThat(claims.path("appidacr").asText()).isEqualTo("2");
        assertThat(claims.path("idtyp").asText()).isEqualTo("app");
        assertThat(claims.path("xms_mirid").asText()).isEqualTo(RESOURCE_ID);
        assertThat(
                        server.signed(
                                        answer.text("/access_token"),
                                        "management." + DOMAIN,
                                        "GET",
                                        "/subscriptions?api-version=2019-11-01",
                                        null)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void theAnswerIsAllStringsAsAzuresIs() throws IOException {
        JsonNode answer = metadata("").json();
        assertThat(answer.properties()).allMatch(member -> member.getValue().isTextual());
        assertThat(answer.path("client_id").asText()).isEqualTo(client);
        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.path("resource").asText()).isEqualTo(url("management"));
        assertThat(answer.path("expires_on").asLong() - answer.path("not_before").asLong())
                .isEqualTo(answer.path("expires_in").asLong())
                .isEqualTo(3600);
    }

    @ParameterizedTest
    @CsvSource({
        "/metadata/identity/oauth2/token/?, &",
        "//metadata/identity/oauth2/token?, &",
        "/Metadata/identity/oauth2/token?, &",
    })
    void everyFormOfThePathIsTaken(String path, String and) throws IOException {
        Answer answer =
                ask(
                        metadataPort,
                        request(
                                "GET "
                                        + path
                                        + "api%2Dversion=2018-02-01"
                                        + and
                                        + "resource="
                                        + url("vault").replace(":", "%3A").replace("/", "%2F"),
                                "Host: localhost:" + metadataPort + "\r\nmetadata: True\r\n"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    @Test
    void severalIdentitiesAreChosenFrom() throws IOException {
        String other = server.administrator.application().toString();
        for (String[] choice :
                new String[][] {
                    {"", client},
                    {"&client_id=" + other, other},
                    {"&client_id=" + client.toUpperCase(Locale.ROOT), client},
                    {"&object_id=" + principal, client},
                    {"&mi_res_id=" + RESOURCE_ID, client},
                    {"&msi_res_id=" + RESOURCE_ID.toLowerCase(Locale.ROOT), client},
                }) {
            Answer answer = metadata(choice[0]);
            assertThat(answer.text("/client_id")).as(choice[0]).isEqualTo(choice[1]);
        }
    }

    @Test
    @Tag("security:S-06")
    void appServicesShapeWantsItsHeader() throws IOException {
        String query = "?api-version=2019-08-01&resource=" + url("vault");
        Answer answer =
                ask(
                        appServicePort,
                        request("GET /msi/token" + query, "Host: any.example\r\n" + HEADER));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(claims(answer).path("appid").asText()).isEqualTo(client);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no header   | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " 127.0.0.1 | 400 | NO_METADATA",
                "no metadata | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " 127.0.0.1;Metadata: false | 400 | NO_METADATA",
                "forwarded   | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " 127.0.0.1;{m};X-Forwarded-For: 10.0.0.1 | 400 | FORWARDED",
                "forwarded 2 | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " 127.0.0.1;{m};Forwarded: for=10.0.0.1 | 400 | FORWARDED",
                "other name  | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " rebound.example;{m} | 400 | NO_LOCAL_HOST",
                "method      | POST /metadata/identity/oauth2/token{q}               | Host:"
                        + " 127.0.0.1;{m} | 405 | NO_METHOD",
                "other path  | GET /metadata/instance{q}                             | Host:"
                        + " 127.0.0.1;{m} | 404 | NO_PATH",
                "other shape | GET /msi/token{q}                                     | Host:"
                        + " 127.0.0.1;{m} | 404 | NO_PATH",
                "api         | GET /subscriptions{q}                                 | Host:"
                        + " 127.0.0.1;{m} | 404 | NO_PATH",
                "version     | GET"
                        + " /metadata/identity/oauth2/token?api-version=2017-01-01&resource={v} | Host:"
                        + " 127.0.0.1;{m} | 400 | VERSION",
                "no resource | GET /metadata/identity/oauth2/token?api-version=2018-02-01 | Host:"
                        + " 127.0.0.1;{m} | 400 | NO_RESOURCE",
                "unknown res | GET"
                        + " /metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com"
                        + " | Host: 127.0.0.1;{m} | 400 | UNKNOWN_RESOURCE",
                "no client   | GET"
                        + " /metadata/identity/oauth2/token{q}&client_id=11111111-2222-3333-4444-555555555555"
                        + " | Host: 127.0.0.1;{m} | 400 | NO_IDENTITY",
                "empty id    | GET /metadata/identity/oauth2/token{q}&mi_res_id=     | Host:"
                        + " 127.0.0.1;{m} | 400 | NO_IDENTITY",
                "two ids     | GET /metadata/identity/oauth2/token{q}&client_id=a&object_id=b |"
                        + " Host: 127.0.0.1;{m} | 400 | SEVERAL_IDENTITIES",
                "twice       | GET /metadata/identity/oauth2/token{q}&resource=b     | Host:"
                        + " 127.0.0.1;{m} | 400 | MALFORMED",
                "percent     | GET /metadata/identity/oauth2/token{q}&a=%zz          | Host:"
                        + " 127.0.0.1;{m} | 400 | MALFORMED",
                "too long    | GET /metadata/identity/oauth2/token{q}&a={long}       | Host:"
                        + " 127.0.0.1;{m} | 414 | -",
                "long header | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " 127.0.0.1;{m};X: {long} | 431 | -",
                "no host     | GET /metadata/identity/oauth2/token{q}                | {m} | 400 |"
                        + " -",
                "two hosts   | GET /metadata/identity/oauth2/token{q}                | Host:"
                        + " 127.0.0.1;Host: localhost;{m} | 400 | -",
                "a proxy's   | GET http://127.0.0.1/metadata/identity/oauth2/token{q} | Host:"
                        + " 127.0.0.1;{m} | 400 | -",
            })
    @Tag("security:S-06")
    void noTokenAtTheMetadataServicesShape(
            String what, String line, String headers, int status, String reason)
            throws IOException {
        Answer answer = ask(metadataPort, filled(line, headers));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.text("/error")).isNotEmpty();
        assertThat(answer.text("/error_description")).isNotEmpty();
        assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
        assertThat(lastRecord().at("/properties/reason").asText("-")).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no header   | GET /msi/token{a}                           | Host: 127.0.0.1 | 401"
                        + " | WRONG_HEADER",
                "metadata    | GET /msi/token{a}                           | Host: 127.0.0.1;{m} |"
                        + " 401 | WRONG_HEADER",
                "wrong       | GET /msi/token{a}                           | Host:"
                        + " 127.0.0.1;X-IDENTITY-HEADER: a-secret-of-the-workloaD | 401 | WRONG_HEADER",
                "longer      | GET /msi/token{a}                           | Host: 127.0.0.1;{h}x |"
                        + " 401 | WRONG_HEADER",
                "forwarded   | GET /msi/token{a}                           | Host:"
                        + " 127.0.0.1;{h};X-Forwarded-For: 10.0.0.1 | 400 | FORWARDED",
                "method      | PUT /msi/token{a}                           | Host: 127.0.0.1;{h} |"
                        + " 405 | NO_METHOD",
                "other path  | GET /metadata/identity/oauth2/token{a}      | Host: 127.0.0.1;{h} |"
                        + " 404 | NO_PATH",
                "version     | GET /msi/token?api-version=2017-09-01&resource={v} | Host:"
                        + " 127.0.0.1;{h} | 400 | VERSION",
                "unknown res | GET /msi/token?api-version=2019-08-01&resource=x | Host:"
                        + " 127.0.0.1;{h} | 400 | UNKNOWN_RESOURCE",
                "no client   | GET /msi/token{a}&client_id=11111111-2222-3333-4444-555555555555 |"
                        + " Host: 127.0.0.1;{h} | 400 | NO_IDENTITY",
                "too long    | GET /msi/token{a}&a={long}                  | Host: 127.0.0.1;{h} |"
                        + " 414 | -",
            })
    @Tag("security:S-06")
    void noTokenAtAppServicesShape(
            String what, String line, String headers, int status, String reason)
            throws IOException {
        Answer answer = ask(appServicePort, filled(line, headers));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.text("/message")).isNotEmpty();
        assertThat(answer.text("/correlationId"))
                .isEqualTo(answer.headers().get("x-ms-request-id"));
        assertThat(lastRecord().at("/properties/reason").asText("-")).isEqualTo(reason);
    }

    private String filled(String line, String headers) {
        return request(fill(line.strip()), fill(headers.strip()).replace(";", "\r\n") + "\r\n");
    }

    private String fill(String text) {
        return text.replace("{q}", asked(""))
                .replace("{a}", "?api-version=2019-08-01&resource={v}")
                .replace("{v}", url("vault"))
                .replace("{m}", METADATA.strip())
                .replace("{h}", HEADER.strip())
                .replace("{long}", "a".repeat(9_000));
    }

    private JsonNode lastRecord() throws IOException {
        try (Stream<AuditEntry> entries = AuditReader.at(folder.resolve("home/audit")).after(0)) {
            AuditEntry last = entries.reduce((_, next) -> next).orElseThrow();
            return JSON.readTree(last.record());
        }
    }

    @Test
    @Tag("security:S-13")
    void eachTokenHasItsRecord() throws IOException {
        askSocket(
                "sock",
                request(
                        "GET /metadata/identity/oauth2/token" + asked(""),
                        "Host: localhost\r\n" + METADATA));
        JsonNode record = lastRecord();
        assertThat(record.path("category").asText()).isEqualTo("SignIn");
        assertThat(record.path("operationName").asText()).isEqualTo("ManagedIdentityTokenGet");
        assertThat(record.path("callerIpAddress").asText())
                .isEqualTo("local:" + System.getProperty("user.name"));
        JsonNode properties = record.path("properties");
        assertThat(properties.path("identityEndpoint").asText()).isEqualTo("sock");
        assertThat(properties.path("clientId").asText()).isEqualTo(client);
        assertThat(properties.path("target").asText()).isEqualTo(principal);
        assertThat(properties.path("resource").asText()).isEqualTo(url("management"));
        assertThat(properties.path("tlsVersion").asText()).isEqualTo("None");
        assertThat(record.toString()).doesNotContain("eyJ").doesNotContain(SECRET);
    }

    @Test
    @Tag("security:S-06")
    void aSocketKnowsWhoAsks() throws IOException {
        Answer refused =
                askSocket(
                        "closed",
                        request(
                                "GET /metadata/identity/oauth2/token" + asked(""),
                                "Host: localhost\r\n" + METADATA));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(lastRecord().path("callerIpAddress").asText())
                .isEqualTo("local:" + System.getProperty("user.name"));
    }

    @Test
    @Tag("security:S-08")
    void aDisabledPrincipalIsRefusedAtOnceAndSoAreItsTokens() throws IOException {
        String made = post("applications", "{\"displayName\":\"short\"}").text("/appId");
        String id = post("servicePrincipals", "{\"appId\":\"" + made + "\"}").text("/id");
        int port = Ports.free();
        try (IdentityServer _ =
                IdentityServer.start(
                        settings(
                                "identity.endpoints=short",
                                "identity.short.port=" + port,
                                "identity.short.clients=" + made),
                        false,
                        server.engine())) {
            String request =
                    request(
                            "GET /metadata/identity/oauth2/token" + asked(""),
                            "Host: 127.0.0.1\r\n" + METADATA);
            String token = ask(port, request).text("/access_token");
            assertThat(subscriptions(token)).isEqualTo(200);
            change(id, "PATCH", "{\"accountEnabled\":false}");
            assertThat(ask(port, request).text("/error_description")).contains("disabled");
            assertThat(subscriptions(token)).isEqualTo(401);
            change(id, "DELETE", null);
            assertThat(ask(port, request).text("/error_description"))
                    .isEqualTo("Identity not found");
        }
    }

    private int subscriptions(String token) throws IOException {
        return server.signed(
                        token,
                        "management." + DOMAIN,
                        "GET",
                        "/subscriptions?api-version=2019-11-01",
                        null)
                .status();
    }

    private void change(String id, String method, @Nullable String body) throws IOException {
        Answer answer =
                server.signed(
                        graph, "graph." + DOMAIN, method, "/v1.0/servicePrincipals/" + id, body);
        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    @Tag("security:S-14")
    void wrongHeadersAreSlowedAndRightOnesPass() throws IOException {
        int port = Ports.free();
        try (IdentityServer _ =
                IdentityServer.start(
                        settings(
                                "identity.endpoints=slow",
                                "identity.slow.port=" + port,
                                "identity.slow.headerFile=header",
                                "identity.slow.clients=" + client),
                        false,
                        server.engine())) {
            String line = "GET /msi/token" + fill("{a}");
            for (int i = 0; i < 10; i++) {
                assertThat(ask(port, request(line, "Host: a\r\n")).status()).isEqualTo(401);
            }
            Answer slowed = ask(port, request(line, "Host: a\r\n"));
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.headers()).containsEntry("retry-after", "1");
            assertThat(ask(port, request(line, "Host: a\r\n" + HEADER)).status()).isEqualTo(200);
        }
    }

    @Test
    void theHttpsListenerHasNothingOfIt() throws IOException {
        for (String path : new String[] {"/metadata/identity/oauth2/token", "/msi/token"}) {
            Answer answer =
                    server.ask("login." + DOMAIN, "GET", path + asked(""), METADATA.strip(), null);
            assertThat(answer.status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void nobodyListensUnlessTheSettingsSaySo() {
        assertThat(ServerSettings.standard(folder).listen().identities()).isEmpty();
        IdentityServer.start(List.of(), true, server.engine()).close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "identity.web.port=4000 | identity.endpoints doesn't name",
                "identity.NAME.port=4000 | identity.endpoints doesn't name",
                "identity.endpoints=a,a | each once",
                "identity.endpoints=A | small letters",
                "identity.endpoints=a | identity.a.port is needed",
                "identity.endpoints=a;identity.a.port=1;identity.a.socket=s | not both",
                "identity.endpoints=a;identity.a.port=1;identity.a.users=root | of no use without",
                "identity.endpoints=a;identity.a.socket=s;identity.a.users=no-such-user | no list"
                        + " of users",
                "identity.endpoints=a;identity.a.port=1;identity.a.clients=x | no GUID",
                "identity.endpoints=a;identity.a.port=1;identity.a.clients=11111111-2222-3333-4444-555555555555=x"
                        + " | ARM id",
                "identity.endpoints=a;identity.a.port=1;identity.a.headerFile=short | shorter than"
                        + " 16",
                "identity.endpoints=a;identity.a.port=1;identity.a.headerFile=open | open to"
                        + " others",
                "identity.endpoints=a;identity.a.port=1;identity.a.tenant=x | no GUID",
                "identity.endpoints=a;identity.a.wrong=1 | no setting",
            })
    @Tag("security:S-16")
    void aWrongSettingIsNamed(String lines, String told) throws IOException {
        Files.writeString(folder.resolve("open"), SECRET);
        Files.writeString(folder.resolve("short"), "short");
        Files.setPosixFilePermissions(
                folder.resolve("short"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> settings(lines.strip().split(";")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(told.strip());
    }

    @Test
    @Tag("security:S-16")
    void aSocketIsMadeWhereNobodyElseCanPutOne() throws IOException {
        Path open = Files.createDirectory(folder.resolve("writable"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("file"), "");
        for (String[] wrong :
                new String[][] {
                    {"writable/s", "writable for everybody"},
                    {"file", "isn't this user's socket"},
                    {"sock", "another process listens"},
                    {"nowhere/s", "in no directory"},
                }) {
            List<IdentitySettings> settings =
                    settings(
                            "identity.endpoints=a",
                            "identity.a.socket=" + wrong[0],
                            "identity.a.clients=" + client);
            assertThatThrownBy(() -> IdentityServer.start(settings, false, server.engine()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(wrong[1]);
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("sock"))))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void outsideDevelopmentAnEndpointNamesWhose() throws IOException {
        List<IdentitySettings> settings =
                settings("identity.endpoints=a", "identity.a.port=" + Ports.free());
        assertThatThrownBy(() -> IdentityServer.start(settings, false, server.engine()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("identity.a.clients is missing");
    }
}
