package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application that holds a key's URI and a token that may sign, and nothing else.
final class SigningApplicationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @Tag("seed:I-24")
    @Tag("seed:I-25")
    @Tag("seed:I-26")
    @Tag("seed:I-31")
    @Tag("seed:I-32")
    @Tag("seed:I-33")
    @Tag("seed:S-29")
    void signsAndIsRefusedEverythingElseAndAllOfItIsAudited(@TempDir Path folder) throws Exception {
        try (DevServer server = DevServer.start()) {
            server.trustIt();
            Map<String, String> made = prepare(server, folder);
            HttpClient http = HttpClient.newHttpClient();
            String client = Objects.requireNonNull(made.get("client"));
            String token = token(http, server, client, Objects.requireNonNull(made.get("secret")));
            String key = Objects.requireNonNull(made.get("key"));

            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest("a document".getBytes(StandardCharsets.UTF_8));
            String body = "{\"alg\":\"ES256\",\"value\":\"" + base64Url(digest) + "\"}";
            HttpResponse<String> signed = send(http, "POST", key + "/sign", token, body);
            assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
            assertThat(
                            Base64.getUrlDecoder()
                                    .decode(JSON.readTree(signed.body()).get("value").asText()))
                    .hasSize(64);

            String unversioned = key.substring(0, key.lastIndexOf('/'));
            record Attempt(String method, String url, String body, String operation) {}
            List<Attempt> attempts =
                    List.of(
                            new Attempt("GET", key, "", "KeyGet"),
                            new Attempt("POST", unversioned + "/backup", "", "KeyBackup"),
                            new Attempt(
                                    "POST",
                                    key + "/decrypt",
                                    "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}",
                                    "KeyDecrypt"),
                            new Attempt(
                                    "POST",
                                    key + "/unwrapkey",
                                    "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}",
                                    "KeyUnwrap"),
                            new Attempt(
                                    "PATCH",
                                    key,
                                    "{\"attributes\":{\"enabled\":false}}",
                                    "KeyUpdate"),
                            new Attempt("DELETE", unversioned, "", "KeyDelete"),
                            new Attempt(
                                    "POST", key + "/release", "{\"target\":\"x\"}", "KeyRelease"));
            for (Attempt attempt : attempts) {
                HttpResponse<String> refused =
                        send(http, attempt.method(), attempt.url(), token, attempt.body());
                assertThat(refused.statusCode()).as(attempt + refused.body()).isEqualTo(403);
                assertThat(JSON.readTree(refused.body()).at("/error/innererror/code").asText())
                        .isEqualTo("AccessDenied");
                assertThat(refused.body()).doesNotContain("\"d\"");
            }

            List<String> trail = trail(server, folder, client);
            assertThat(trail).contains("KeySign 200");
            for (Attempt attempt : attempts) {
                assertThat(trail).contains(attempt.operation() + " 403");
            }
        }
    }

    /// The administrator's part, in the shell: a key, an application, the right to sign.
    private static Map<String, String> prepare(DevServer server, Path folder) throws Exception {
        Commands made =
                Shell.remote(folder, server)
                        .command(
                                Shell.SIGN_IN
                                        + """
                                        $key = Add-Key -VaultName dev -Name signing -Destination Software -KeyType EC -CurveName P-256
                                        $password = -join ((65..90) + (97..122) | Get-Random -Count 40 | ForEach-Object { [char]$_ })
                                        $app = New-AzADApplication -DisplayName signer -Password $password
                                        $sp = New-AzADServicePrincipal -ApplicationId $app.ApplicationId
                                        Set-AccessPolicy -VaultName dev -ServicePrincipalName $app.ApplicationId -PermissionsToKeys sign
                                        "key=$($key.Id)"
                                        "client=$($app.ApplicationId)"
                                        "secret=$password"
                                        """);
        assertThat(made.error()).isEmpty();
        Map<String, String> values = new java.util.TreeMap<>();
        made.out()
                .lines()
                .filter(l -> l.contains("="))
                .forEach(l -> {
                    int equals = l.indexOf('=');
                    values.put(l.substring(0, equals), l.substring(equals + 1));
                });
        // The shell reaches the vault by its own name; this client by the authority it can resolve.
        String path = URI.create(Objects.requireNonNull(values.get("key"), made.out())).getPath();
        values.put("key", server.get("AZURE_KEYVAULT_URL").replaceAll("/$", "") + path);
        return values;
    }

    private static List<String> trail(DevServer server, Path folder, String clientId)
            throws Exception {
        Commands log =
                Shell.remote(folder, server)
                        .command(
                                Shell.SIGN_IN
                                        + "Get-AuditLog -VaultName dev | Where-Object { $_.Claims['appid'] -eq '"
                                        + clientId
                                        + "' }"
                                        + " | ForEach-Object { \"$($_.OperationName) $($_.HttpStatusCode)\" }");
        assertThat(log.error()).isEmpty();
        return log.out().lines().toList();
    }

    private static String token(HttpClient http, DevServer server, String client, String secret)
            throws Exception {
        String vault = server.get("AZURE_KEYVAULT_URL");
        HttpResponse<String> challenge =
                http.send(
                        HttpRequest.newBuilder(URI.create(vault + "/keys?api-version=7.4")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(challenge.statusCode()).isEqualTo(401);
        String header = challenge.headers().firstValue("WWW-Authenticate").orElseThrow();
        String resource = header.replaceAll(".*resource=\"([^\"]+)\".*", "$1");
        String form =
                "grant_type=client_credentials&client_id="
                        + client
                        + "&client_secret="
                        + URLEncoder.encode(secret, StandardCharsets.UTF_8)
                        + "&scope="
                        + URLEncoder.encode(resource + "/.default", StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        server.get("AZURE_AUTHORITY_HOST").replaceAll("/$", "")
                                                + "/"
                                                + server.get("AZURE_TENANT_ID")
                                                + "/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as(answer.body().replaceAll("access_token.*", ""))
                .isEqualTo(200);
        JsonNode json = JSON.readTree(answer.body());
        return json.get("access_token").asText();
    }

    private static HttpResponse<String> send(
            HttpClient http, String method, String url, String token, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + "?api-version=7.4"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
