package dev.keyward.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.testing.AcmeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Glewlwyd, an identity provider of somebody else's making, in a process of its own: its OpenID
/// Connect plugin, a user of a group, and an application that users sign in to by password.
final class Glewlwyd implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What makes its database, in Debian's package.
    private static final Path TABLES =
            Path.of("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3");

    private static final String CLIENT = "shop";
    private static final String SECRET = "the secret of the shop";
    private static final String PASSWORD = "correct horse 1";

    private final Path folder;
    private final int port;
    private final HttpClient http;
    private Process process;
    private String session = "";

    static boolean isInstalled() {
        return Files.isReadable(TABLES)
                && List.of(System.getenv("PATH").split(":")).stream()
                        .map(Path::of)
                        .filter(place -> Files.isExecutable(place.resolve("sqlite3")))
                        .findAny()
                        .isPresent();
    }

    /// @param folder holds `server.pem` and `server.key`, for `localhost`
    static Glewlwyd start(Path folder) throws Exception {
        return new Glewlwyd(folder);
    }

    private Glewlwyd(Path folder) throws Exception {
        this.folder = folder;
        this.port = AcmeServer.freePort();
        this.http =
                HttpClient.newBuilder()
                        .sslContext(ObservedCalls.trusting(folder.resolve("server.pem")))
                        .build();
        database();
        process = run();
        session =
                call("POST", "/auth/", Map.of("username", "admin", "password", "password"))
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow()
                        .replaceFirst(";.*", "");
        call("POST", "/scope/", Map.of("name", "vaults", "password_required", false));
        call("POST", "/mod/plugin/", plugin());
        call(
                "POST",
                "/user/",
                Map.of(
                        "username",
                        "ann",
                        "name",
                        "Ann",
                        "groups",
                        List.of("keepers"),
                        "password",
                        PASSWORD,
                        "enabled",
                        true,
                        "scope",
                        List.of("vaults")));
        call(
                "POST",
                "/client/",
                Map.of(
                        "client_id",
                        CLIENT,
                        "confidential",
                        true,
                        "client_secret",
                        SECRET,
                        "enabled",
                        true,
                        "authorization_type",
                        List.of("password"),
                        "scope",
                        List.of("vaults"),
                        "token_endpoint_auth_method",
                        List.of("client_secret_basic")));
    }

    String host() {
        return "localhost:" + port;
    }

    String issuer() {
        return "https://" + host() + "/api/oidc";
    }

    /// Its access tokens are for the scopes they were asked for.
    static String audience() {
        return "vaults";
    }

    /// The user signs in there.
    String accessToken() throws Exception {
        String form =
                Map.of(
                                "grant_type", "password",
                                "username", "ann",
                                "password", PASSWORD,
                                "scope", "vaults")
                        .entrySet()
                        .stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(issuer() + "/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                (CLIENT + ":" + SECRET)
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode tokens = JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return tokens.path("access_token").asText();
    }

    /// From now on it signs with another key, and publishes that alone.
    void changeKey() throws Exception {
        call("PUT", "/mod/plugin/oidc", plugin());
        call("PUT", "/mod/plugin/oidc/disable", Map.of());
        call("PUT", "/mod/plugin/oidc/enable", Map.of());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private Map<String, Object> plugin() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        ObjectNode parameters = JSON.createObjectNode();
        parameters
                .put("iss", issuer())
                .put("jwt-type", "rsa")
                .put("jwt-key-size", "256")
                .put("key", pem("PRIVATE KEY", pair.getPrivate().getEncoded()))
                .put("cert", pem("PUBLIC KEY", pair.getPublic().getEncoded()))
                .put("access-token-duration", 86_000)
                .put("refresh-token-duration", 86_400)
                .put("code-duration", 600)
                .put("allow-non-oidc", true)
                .put("auth-type-password-enabled", true)
                .put("jwks-show", true)
                .put("subject-type", "public");
        parameters.putArray("allowed-scope").add("openid").add("vaults");
        parameters
                .putArray("additional-parameters")
                .add(parameter("name", "preferred_username"))
                .add(parameter("groups", "groups"));
        return Map.of(
                "module", "oidc", "name", "oidc", "display_name", "oidc", "parameters", parameters);
    }

    private static ObjectNode parameter(String ofUser, String inToken) {
        return JSON.createObjectNode()
                .put("user-parameter", ofUser)
                .put("token-parameter", inToken)
                .put("token-changed", false);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der),
                        what);
    }

    private void database() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("glewlwyd.sql"),
                Files.readString(TABLES)
                        .replace(
                                "\"data-format\":{\"picture\"",
                                "\"data-format\":{\"groups\":{\"multiple\":true,\"read\":true,"
                                        + "\"write\":true},\"picture\""));
        Commands made =
                Commands.run(folder, Map.of(), "sqlite3", "glewlwyd.db", ".read glewlwyd.sql");
        if (made.exitCode() != 0) {
            throw new AssertionError(made.out() + made.error());
        }
        Files.writeString(
                folder.resolve("glewlwyd.conf"),
                """
                port=%1$d
                bind_address="127.0.0.1"
                external_url="https://localhost:%1$d"
                api_prefix="api"
                static_files_path="%2$s"
                log_mode="console"
                log_level="ERROR"
                cookie_domain=""
                cookie_secure=1
                session_key="SESSION"
                admin_scope="g_admin"
                profile_scope="g_profile"
                user_module_path="/usr/lib/glewlwyd/user"
                client_module_path="/usr/lib/glewlwyd/client"
                user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
                plugin_module_path="/usr/lib/glewlwyd/plugin"
                use_secure_connection=true
                secure_connection_key_file="%2$s/server.key"
                secure_connection_pem_file="%2$s/server.pem"
                hash_algorithm="SHA512"
                database = { type = "sqlite3" path = "%2$s/glewlwyd.db" };
                """
                        .formatted(port, folder));
    }

    private Process run() throws IOException, InterruptedException {
        Process started =
                new ProcessBuilder("glewlwyd", "-c", "glewlwyd.conf")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("glewlwyd.log").toFile())
                        .start();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end && started.isAlive()) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return started;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        started.destroy();
        throw new AssertionError(Files.readString(folder.resolve("glewlwyd.log")));
    }

    private HttpResponse<String> call(String method, String path, Map<String, ?> body)
            throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create("https://" + host() + "/api" + path))
                                .header("Content-Type", "application/json")
                                .header("Cookie", session)
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(
                                                JSON.writeValueAsString(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
