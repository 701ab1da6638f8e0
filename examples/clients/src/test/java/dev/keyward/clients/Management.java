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

/// What the tests do on the management plane of a development server.
///
/// @param subscription its URL
record Management(HttpClient http, String subscription, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Management of(DevServer server) throws Exception {
        String management = server.get("AZURE_RESOURCE_MANAGER_URL");
        return new Management(
                HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build(),
                management + "/subscriptions/" + server.get("AZURE_SUBSCRIPTION_ID"),
                server.credential()
                        .getTokenSync(new TokenRequestContext().addScopes(management + "/.default"))
                        .getToken());
    }

    /// A key is exportable in premium vaults alone.
    void makePremium(String vault) throws Exception {
        send(
                "PATCH",
                path(vault),
                "{\"properties\":{\"sku\":{\"family\":\"A\",\"name\":\"premium\"}}}");
    }

    /// Makes a vault that is like the default one and open to the same callers.
    ///
    /// @param name one that this machine's names of hosts know
    /// @return its URL
    String makeVault(String name) throws Exception {
        JsonNode like = JSON.readTree(send("GET", path("dev"), "")).path("properties");
        ObjectNode vault = JSON.createObjectNode().put("location", "local");
        vault.putObject("properties")
                .<ObjectNode>set("tenantId", like.path("tenantId"))
                .<ObjectNode>set("sku", like.path("sku"))
                .set("accessPolicies", like.path("accessPolicies"));
        return JSON.readTree(send("PUT", path(name), vault.toString()))
                .at("/properties/vaultUri")
                .asText()
                .replaceAll("/$", "");
    }

    private static String path(String vault) {
        return "/resourceGroups/dev/providers/Microsoft.KeyVault/vaults/"
                + vault
                + "?api-version=2023-07-01";
    }

    /// Moves the server's time on and has done what has fallen due.
    ///
    /// @param by ISO 8601
    void advance(String by) throws Exception {
        send(
                "POST",
                "/providers/Keyward.Development/time/advance?api-version=2026-01-01",
                "{\"by\":\"" + by + "\"}");
    }

    /// Lets somebody do one thing more with a vault's secrets.
    void allow(String vault, String objectId, String right) throws Exception {
        JsonNode settings = JSON.readTree(send("GET", path(vault), "")).path("properties");
        send(
                "PUT",
                path(vault + "/accessPolicies/add"),
                "{\"properties\":{\"accessPolicies\":[{\"tenantId\":%s,\"objectId\":\"%s\",\"permissions\":{\"secrets\":[\"%s\"]}}]}}"
                        .formatted(settings.path("tenantId"), objectId, right));
    }

    /// Posts to the graph, which a development server has under the same name.
    JsonNode graph(String path, String body) throws Exception {
        return JSON.readTree(
                sendTo(subscription.replaceFirst("/subscriptions/.*", "") + path, "POST", body));
    }

    private String send(String method, String path, String body) throws Exception {
        return sendTo(subscription + path, method, body);
    }

    private String sendTo(String url, String method, String body) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }
}
