package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The data plane of a development server's default vault without any client, under one
/// api-version.
record PlainHttp(HttpClient http, String vault, String token, String version) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static PlainHttp of(DevServer server, HttpClient http, String version) {
        return new PlainHttp(
                http,
                server.get("AZURE_KEYVAULT_URL"),
                server.credential()
                        .getTokenSync(
                                new TokenRequestContext()
                                        .addScopes("https://vault.azure.net/.default"))
                        .getToken(),
                version);
    }

    PlainHttp under(String other) {
        return new PlainHttp(http, vault, token, other);
    }

    /// @param body JSON, or nothing
    JsonNode call(String method, String path, String body) throws Exception {
        return call(200, method, path, body);
    }

    JsonNode get(String path) throws Exception {
        return call("GET", path, "");
    }

    /// The identifiers that a list has, over all its pages.
    List<String> list(String path) throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode page = get(path);
        while (true) {
            page.path("value")
                    .forEach(each -> ids.add(each.path("id").asText(each.path("kid").asText())));
            if (page.path("nextLink").asText("").isEmpty()) {
                return ids;
            }
            page = send(200, "GET", page.path("nextLink").asText(), "");
        }
    }

    JsonNode call(int status, String method, String path, String body) throws Exception {
        return send(status, method, vault + "/" + path + "?api-version=" + version, body);
    }

    private JsonNode send(int status, String method, String url, String body) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .header("User-Agent", "plain-http/1")
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        body.isEmpty()
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, url, answer.body())
                .isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] bytes(JsonNode answer, String member) {
        return Base64.getUrlDecoder().decode(answer.path(member).asText());
    }

    /// RFC 7517, the private parts as well.
    static ObjectNode jwk(KeyPair rsa) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.getPrivate();
        ObjectNode jwk = JSON.createObjectNode().put("kty", "RSA");
        Map.of(
                        "n", key.getModulus(),
                        "e", key.getPublicExponent(),
                        "d", key.getPrivateExponent(),
                        "p", key.getPrimeP(),
                        "q", key.getPrimeQ(),
                        "dp", key.getPrimeExponentP(),
                        "dq", key.getPrimeExponentQ(),
                        "qi", key.getCrtCoefficient())
                .forEach((name, number) -> {
                    byte[] signed = number.toByteArray();
                    int start = signed[0] == 0 ? 1 : 0;
                    jwk.put(name, base64(Arrays.copyOfRange(signed, start, signed.length)));
                });
        return jwk;
    }
}
